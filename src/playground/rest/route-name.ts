/** The path below /api/v10 without what is one's own: ids become `:id`, tokens `:token`, emojis `:emoji`. */
export function routeName(path: string): string {
  return path
    .replace(/^\/api\/v\d+/, '')
    .replace(/^\/webhooks\/(\d+)\/[^/]+/, '/webhooks/$1/:token')
    .replace(/^\/interactions\/(\d+)\/[^/]+/, '/interactions/$1/:token')
    .replace(/\/reactions\/[^/]+/, '/reactions/:emoji')
    .replaceAll(/\/\d{15,21}(?=\/|$)/g, '/:id');
}
