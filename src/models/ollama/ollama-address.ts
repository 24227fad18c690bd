/** Where Ollama listens when nobody says otherwise. */
const USUAL_ADDRESS = 'http://127.0.0.1:11434';

/** A setting of OLLAMA_HOST as people write it (`host`, `host:port`, `:port`, an address) as an address for people and for requests. */
export function ollamaAddress(setting: string | undefined): string {
  if (setting === undefined) return USUAL_ADDRESS;
  const withHost = setting.startsWith(':') ? `127.0.0.1${setting}` : setting;
  const withScheme = withHost.includes('://') ? withHost : `http://${withHost}`;
  // What a server listens on (all addresses) is no address to call.
  const callable = withScheme.replace('//0.0.0.0', '//127.0.0.1').replace(/\/+$/, '');
  return withHost.includes('://') || /:\d+$/.test(callable) ? callable : `${callable}:11434`;
}
