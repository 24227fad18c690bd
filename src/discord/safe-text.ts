/**
 * Text of models and people as it may stand in a message: nothing in it mentions anybody or any channel, and no link hides its address
 * behind other words. (That nobody is pinged is also said with each request, by allowed_mentions.)
 */
export function safeText(text: string): string {
  return text
    .replace(/@(?=everyone|here)/gi, '@\u200b')
    .replace(/<(?=[@#!/a]|:|t:|id:)/gi, '<\u200b')
    .replace(/\](?=\()/g, ']\u200b');
}
