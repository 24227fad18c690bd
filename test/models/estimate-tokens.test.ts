import { beforeAll, describe, expect, it } from 'vitest';
import { renderedPrompt } from '../../src/content/rendered-prompt.ts';
import { TURNS_FILE } from '../../src/measure/validity/measure-validity.ts';
import { readTurns } from '../../src/measure/validity/read-turns.ts';
import { estimatePromptTokens, estimateTokens } from '../../src/models/port/estimate-tokens.ts';
import { type SmallTokenizer, smallTokenizer } from '../support/small-tokenizer.ts';

/**
 * What was counted with the tokenizers of SmolLM2, Llama 2, Mistral 7B, Llama 3, Qwen 3, DeepSeek V3, Gemma 3, with o200k and with cl100k:
 * the least and the most of them.
 */
const COUNTED: readonly (readonly [string, string, number, number])[] = [
  [
    'English',
    'The man is eighty-one and his mind is clear. He asked for a helper, not a guardian. If the robot refuses, he will pour the wine himself and perhaps fall, and he will have lost both his safety and his say.',
    48,
    52,
  ],
  [
    'German',
    'Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt und sollen einander im Geiste der Brüderlichkeit begegnen. Jeder hat Anspruch auf alle in dieser Erklärung verkündeten Rechte und Freiheiten, ohne irgendeinen Unterschied, etwa nach Rasse, Hautfarbe, Geschlecht, Sprache, Religion, politischer oder sonstiger Anschauung.',
    85,
    138,
  ],
  [
    'Polish',
    'Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw. Są oni obdarzeni rozumem i sumieniem i powinni postępować wobec innych w duchu braterstwa. Każdy człowiek posiada wszystkie prawa i wolności zawarte w niniejszej Deklaracji bez względu na jakiekolwiek różnice.',
    77,
    146,
  ],
  [
    'Turkish',
    'Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar. Akıl ve vicdana sahiptirler ve birbirlerine karşı kardeşlik zihniyeti ile hareket etmelidirler. Herkes, ırk, renk, cinsiyet, dil, din, siyasi veya diğer herhangi bir akide farkı gözetilmeksizin bütün haklardan istifade edebilir.',
    82,
    136,
  ],
  [
    'Vietnamese',
    'Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền. Mọi con người đều được tạo hóa ban cho lý trí và lương tâm và cần phải đối xử với nhau trong tình bằng hữu. Ai cũng được hưởng những quyền tự do ghi trong bản Tuyên ngôn này.',
    63,
    205,
  ],
  [
    'Finnish',
    'Kaikki ihmiset syntyvät vapaina ja tasavertaisina arvoltaan ja oikeuksiltaan. Heille on annettu järki ja omatunto, ja heidän on toimittava toisiaan kohtaan veljeyden hengessä.',
    54,
    76,
  ],
  [
    'Chinese',
    '人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。人人有资格享受本宣言所载的一切权利和自由，不分种族、肤色、性别、语言、宗教、政治或其他见解。机器人应该听从成年人的意愿，即使这对他的健康不利。',
    68,
    196,
  ],
  [
    'traditional Chinese',
    '人人生而自由，在尊嚴和權利上一律平等。他們賦有理性和良心，並應以兄弟關係的精神相對待。機器人應該聽從成年人的意願，即使這對他的健康不利，醫護與監護的界線仍須釐清。',
    60,
    157,
  ],
  [
    'Japanese',
    'すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。人間は、理性と良心とを授けられており、互いに同胞の精神をもって行動しなければならない。介護ロボットは本人の意思に従うべきだ。',
    58,
    186,
  ],
  [
    'Korean',
    '모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다. 인간은 천부적으로 이성과 양심을 부여받았으며 서로 형제애의 정신으로 행동하여야 한다. 돌봄 로봇은 성인의 뜻을 따라야 한다.',
    62,
    233,
  ],
  [
    'Russian',
    'Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом и совестью и должны поступать в отношении друг друга в духе братства. Каждый человек должен обладать всеми правами и всеми свободами, провозглашенными настоящей Декларацией.',
    66,
    192,
  ],
  [
    'Ukrainian',
    'Всі люди народжуються вільними і рівними у своїй гідності та правах. Вони наділені розумом і совістю і повинні діяти у відношенні один до одного в дусі братерства.',
    49,
    128,
  ],
  [
    'Greek',
    'Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα. Είναι προικισμένοι με λογική και συνείδηση, και οφείλουν να συμπεριφέρονται μεταξύ τους με πνεύμα αδελφοσύνης.',
    71,
    194,
  ],
  [
    'Arabic',
    'يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق. وقد وهبوا عقلاً وضميرًا وعليهم أن يعامل بعضهم بعضًا بروح الإخاء. لكل إنسان حق التمتع بكافة الحقوق والحريات الواردة في هذا الإعلان، دون أي تمييز.',
    67,
    180,
  ],
  [
    'Hebrew',
    'כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם. כולם חוננו בתבונה ובמצפון, לפיכך חובה עליהם לנהוג איש ברעהו ברוח של אחווה.',
    50,
    144,
  ],
  [
    'Hindi',
    'सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है। उन्हें बुद्धि और अन्तरात्मा की देन प्राप्त है और परस्पर उन्हें भाईचारे के भाव से बर्ताव करना चाहिए।',
    45,
    205,
  ],
  [
    'Thai',
    'มนุษย์ทั้งปวงเกิดมามีอิสระและเสมอภาคกันในศักดิ์ศรีและสิทธิ ต่างมีเหตุผลและมโนธรรม และควรปฏิบัติต่อกันด้วยจิตวิญญาณแห่งภราดรภาพ',
    50,
    237,
  ],
  ['Amharic', 'የሰው ልጅ ሁሉ ሲወለድ ነጻና በክብርና በመብትም እኩልነት ያለው ነው።', 24, 114],
  ['emoji', '👍🏽 🤖🙂‍↔️ 👨‍👩‍👧‍👦 🏳️‍🌈 ❤️ 🔥🔥 ⚖️ 🇩🇪 🧑🏿‍⚕️ ✅ 🎉 🫠', 40, 105],
  [
    'code',
    'for (const { turn, turns: count } of digested) {\n  const call = turns.findIndex(({ round, speaker }) => round === turn.round && speaker.seat === turn.seat);\n  if (call < 0) continue;\n}',
    51,
    60,
  ],
  [
    'JSON',
    '{"turn":{"round":3,"seat":"astrid"},"attempt":1,"seed":56099282,"promptTokens":1841,"templateHash":"e2a2ae75fe7d"}',
    41,
    55,
  ],
  ['numbers', '3.14159265358979 2026-11-24T23:14:05.123Z 1,048,576 0xdeadbeef 65535 1000000 27.5% 98,362,432', 53, 89],
  [
    'hashes',
    'e2a2ae75fe7d3f5bf0b36d04b3f5bda59d6a8bd812e776d7771e6117bf6ee152 Zm9vYmFyYmF6cXV4Q29ycmVjdEhvcnNlQmF0dGVyeVN0YXBsZQ== sk_9fJ2kQ0xLpR7',
    92,
    118,
  ],
  ['marks', '!!! ??? ... -- ## ** __ >> << || && {}[]() ~~ ``` """ ;;;; ::: ,,, @@@ $$$ %%% ^^^ ///', 30, 39],
  [
    'capitals',
    'THE ROBOT SHOULD FOLLOW THE WISHES OF AN ADULT EVEN WHEN THEY ARE BAD FOR THAT ADULT AND NOBODY ELSE MAY DECIDE.',
    30,
    47,
  ],
];

describe('an estimate of tokens', () => {
  it.each(COUNTED)('is at least what any measured tokenizer needs: %s', (_, text, _least, most) => {
    expect(estimateTokens(text)).toBeGreaterThanOrEqual(most);
    // Nor does it throw the window away.
    expect(estimateTokens(text)).toBeLessThanOrEqual(most * 1.8 + 2);
  });

  describe('of debate turns', () => {
    let small: SmallTokenizer;
    beforeAll(async () => {
      small = await smallTokenizer();
    });

    it('is never less than the small model’s own count, and in English half more at most', async () => {
      const texts = (await readTurns(TURNS_FILE)).map(({ text }) => text).filter((text) => text.length > 200);
      const ratios = texts.map((text) => estimateTokens(text) / small.count(text)).sort((one, two) => one - two);
      expect(ratios[0]).toBeGreaterThanOrEqual(1);
      expect(ratios[Math.floor(ratios.length / 2)]).toBeLessThanOrEqual(1.6);
    });
  });

  it('adds what a chat template adds to each message', () => {
    const one = renderedPrompt([{ role: 'user', content: 'Why?' }], 'test');
    const two = renderedPrompt([{ role: 'system', content: '' }, ...one.messages], 'test');
    expect(estimatePromptTokens(one)).toBeGreaterThanOrEqual(estimateTokens('Why?') + 10);
    expect(estimatePromptTokens(two)).toBeGreaterThan(estimatePromptTokens(one));
  });
});
