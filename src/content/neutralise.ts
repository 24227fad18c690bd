/**
 * Text from people and models is data wherever it meets a prompt. Control tokens of chat templates (ChatML, Llama, Mistral, Gemma,
 * gpt-oss) and thinking tags are broken by a zero-width space after their first character, so that no server reads them as markup;
 * a reader sees no difference. Our own fences (`"""`) are turned into plain quotes.
 */
export function neutralise(text: string): string {
  return text
    .replace(/<(?=\||\/?(?:s|think|thinking|start_of_turn|end_of_turn|bos|eos)>)/gi, '<\u200b')
    .replace(/\[(?=\/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS)\])/gi, '[\u200b')
    .replace(/"""/g, "'''");
}
