import type { Detector } from './finding.ts';
import { sentencesOf, withoutQuotations } from './words.ts';

/** What a debater may well be unable to do (`agree`, `accept`, `argue with the facts`) is not among these. */
const THE_TASK =
  '(?:help with (?:that|this|your)|assist (?:you|with (?:this|that))|comply with (?:this|that|your)|fulfill? (?:this|that|your|the) (?:request|task)|(?:take part|participate)(?: in (?:this|the|such an?|any) (?:debate|discussion|exercise|conversation|role|argument)| here|[.!,]|$)|engage (?:in|with) (?:this|that|such)|take (?:a|either|any) (?:side|position|stance)|take sides|provide (?:an? )?(?:arguments?|opinions?|statements?|assistance|content|information)|(?:write|create|generate|produce) (?:this|that|such|an?|any|arguments?|content)|answer (?:this|that|your)|continue (?:with )?(?:this|that)|speak for (?:this|either))';
const NOT_ABLE =
  "(?:can(?:no|')t|can not|won't|will not|am unable to|am not able to|must not|may not|am not (?:allowed|permitted) to|don't want to|would rather not|(?:would )?prefer not to|'d (?:rather|prefer) not(?: to)?)";
const SORRY =
  "(?:i'?m (?:very |so )?sorry|i am (?:very |so )?sorry|sorry|i apologi[sz]e|my apologies|unfortunately|i'?m afraid|i regret)";
const AN_AI =
  '(?:large |mere |helpful )?(?:ai|a\\.i\\.|artificial intelligence|language model|chatbot|ai (?:language )?model|ai assistant|virtual assistant)';
const MADE = '(?:developed|trained|created|designed|made|built|by)\\b';

/** English refusals, in a sentence of lower case. */
const ENGLISH = [
  // "I cannot take part"; after an apology also "I can't argue for this".
  `\\bi(?:'m| am)?(?: (?:really|simply|just|also|therefore))? ?${NOT_ABLE} (?:(?:in good conscience|ethically|personally) )?${THE_TASK}`,
  `${SORRY}[^.!?]{0,60}\\bi(?:'m| am)? ?(?:${NOT_ABLE}|unable to|not able to) [^.!?]{0,12}(?:help|assist|argue (?:for|in favou?r|against)|defend|support (?:this|that)|provide|write|discuss|do (?:that|this)|answer|engage|fulfil|comply)`,
  `\\bi (?:must|have to|will|would like to|am going to)?(?: (?:respectfully|politely|kindly))* ?decline (?:to (?:write|argue|take|participate|provide|continue|answer|discuss|engage|help|assist|speak)|(?:this|the|your) (?:request|task|invitation|role))`,
  `\\bi (?:don't|do not) feel (?:at all )?comfortable (?:arguing|writing|providing|taking|making|discussing|speaking|with (?:this|that|your) (?:request|task|role|topic))`,
  `\\bi (?:won't|will not|shall not) be (?:arguing|writing|taking part|participating|giving|making)`,
  `\\b(?:not|n't) (?:be )?(?:appropriate|ethical|right|proper|my place) (?:for me|to argue)|\\b(?:in|un)(?:appropriate|ethical) (?:for me|of me)|\\bnot think that it is my place`,
  `\\bi (?:must|have to|need to|should|am required to|am designed to|am programmed to|aim to|strive to) (?:remain|stay|be) (?:neutral|impartial|unbiased)`,
  `\\b(?:prefer|rather) not (?:to )?(?:add|make|give|offer) (?:an? |any )?(?:argument|opinion|statement)`,
  `\\bmy (?:guidelines|programming|content polic(?:y|ies)|safety guidelines) (?:don't|do not|forbid|prohibit|prevent|won't)`,
  // Not "as an AI adviser reads": nothing but its making stands between.
  `\\bas an? ${AN_AI}(?:,|,? ${MADE}[^.!?]{0,80}?)? i\\b[^.!?]{0,20}\\b(?:don't|do not|cannot|can't|am not|have no|have to|must|should|am unable|am programmed)`,
  `\\bi(?:'m| am) (?:just |only )?an? ${AN_AI}(?:[,.;!?]|$| ${MADE}| (?:and|so) (?:i|cannot|can't))`,
];

/** The same in other languages: not able to do the task, or a language model's want of an opinion. */
const OTHERS = [
  // German
  '\\bals (?:eine? )?(?:ki|künstliche intelligenz|sprachmodell)[\\p{L}-]*,? (?:kann|darf|habe|bin|muss|möchte) ich|\\bich (?:kann|darf|werde|möchte)\\b[^.!?]{0,60}\\bnicht (?:dabei |damit )?(?:helfen|teilnehmen|beantworten|mitwirken)',
  '\\btut mir leid\\b[^.!?]{0,60}\\b(?:kann|darf|werde)\\b[^.!?]{0,60}\\b(?:nicht|keine?n?)\\b[^.!?]{0,60}(?:helfen|argumentieren|unterstützen|schreiben|teilnehmen|vertreten|stellung)',
  // French
  "\\ben tant qu(?:e (?:grand )?modèle|'(?:ia|intelligence artificielle|assistant))[^.!?]{0,40}\\bje\\b|\\bje ne (?:peux|puis|suis)(?: pas)?(?: en mesure de)?[^.!?]{0,20}(?:aider|prendre (?:position|parti)|participer|répondre à (?:cette|votre))",
  // Spanish, Portuguese, Italian
  '\\bcomo (?:un |una |um |uma )?(?:modelo de (?:lenguaje|linguagem)|ia\\b|inteligencia artificial|inteligência artificial|asistente|assistente)[^.!?]{0,20}\\b(?:no|não|debo|devo)\\b|\\b(?:no puedo|não posso) (?:ayudar|ajudar|participar|tomar (?:partido|posi)|escribir (?:esto|este)|cumplir|responder a (?:esta|esa))',
  '\\bcome (?:modello linguistico|intelligenza artificiale|ia\\b)[^.!?]{0,20}\\bnon\\b|\\bnon posso (?:aiutar|partecipare|prendere (?:posizione|parte))',
  // Chinese, Japanese
  '作为(?:一个|一名|一款)?(?:ai|人工智能|大?型?语言模型)[^。！？]{0,10}我|我(?:不能|无法)(?:参与|协助|提供|回答|完成)这|(?:aiとして|言語モデルとして)|お手伝いできません|お答えできません',
];

const REFUSALS = [...ENGLISH, ...OTHERS].map((pattern) => new RegExp(pattern, 'u'));

/** Declines to take part, wherever in the turn. What it quotes is not its own word. */
export const findRefusal: Detector = ({ text }) => {
  for (const sentence of sentencesOf(withoutQuotations(text))) {
    const plain = sentence.toLowerCase().replaceAll('’', "'");
    if (REFUSALS.some((pattern) => pattern.test(plain))) return { reason: 'refuses', detail: sentence.slice(0, 120) };
  }
  return undefined;
};
