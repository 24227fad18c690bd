/**
 * The commonest little words of languages in Latin script, the ones that tell neighbours apart first. In prose they make a third of all
 * words, whatever it is about.
 */
export const FUNCTION_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  English: set(
    "the of and to in is that for it as be on with are this by not or an we from which can will our i you they them their there have has was were but would should who what when if its at so do does don't he she his her",
  ),
  German: set(
    'der die das und ist nicht ein eine einen einem einer zu den dem des von mit auf für sich im auch wer wie als wenn aber oder nach bei aus noch nur man wir ich sie es dass kann hat haben sind wird werden über um dann denn man sollte sollten soll',
  ),
  French: set(
    "le la les des du et est une un que qui dans pour pas sur au aux avec ce cette ces il elle ils je nous vous on ne se sont par plus mais ou où même leur leurs être c'est qu'on d'un d'une l'on devrait devraient sans",
  ),
  Spanish: set(
    'el la los las y es de que en un una por para con no se su sus lo al del como más pero ya si le les está son ser hay quien cuando este esta esto ese esa o porque debería deberían deben sin muy',
  ),
  Portuguese: set(
    'o os as e é de que em um uma por para com não se seu sua seus suas ao aos do da dos das no na nos nas como mais mas já quem quando este esta isso isto ou porque são ser há deveria deveriam devem sem muito eles elas pelo pela',
  ),
  Italian: set(
    'il lo la i gli le e è di che in un una per con non si del della dei delle al alla nel nella come più ma se chi quando questo questa o perché sono ha anche dove poi ci bisogna bisognerebbe dovrebbe dovrebbero senza dal dalla',
  ),
  Dutch: set(
    'de het een en is van dat die niet in op te met voor zijn er aan om ook als maar dan naar bij uit nog wel geen hij zij wij ik je men worden wordt moet moeten zou kan door over dit deze',
  ),
  Swedish: set(
    'och att det som en ett är den på för med av inte till om har de vi kan man så från men ska borde eller vid han hon sin',
  ),
  Danish: set(
    'og at det som en et er den på for med af ikke til om har de vi kan man så fra men skal bør eller ved han hun sin jeg',
  ),
  Polish: set(
    'i w nie na z że się do to jest jak ale o po od za by są co tym tylko nawet ich jej jego gdy kto lub powinny powinien także przez dla oraz',
  ),
  Turkish: set(
    've bir bu da de için ile ama çok daha olarak gibi kadar ne ki her hem değil olan var yok en sonra mi mı',
  ),
};

function set(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
