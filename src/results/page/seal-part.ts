import { html } from 'hono/html';
import type { Html } from '../../pages/html.ts';
import type { TrialResult } from '../../trial/result.ts';

/** What was sealed before anybody voted, and how to check it. */
export function sealPart({ community }: TrialResult): Html | string {
  if (community === null) return '';
  const { commitment, nonce, sealHolds } = community;
  return html`<section aria-labelledby="seal">
<h2 id="seal">${sealHolds ? 'The seal holds' : 'THE SEAL IS BROKEN'}</h2>
<p>All scores and comparisons, which answer is which, and a random number were hashed before anybody voted, and the hash was posted with the ballot:</p>
<dl>
<dt>SHA-256</dt><dd><code>${commitment}</code></dd>
<dt>Random number</dt><dd><code>${nonce}</code></dd>
</dl>
<p>The file <code>sealed.json</code>, which came with the results, is what was hashed. Check it with any tool for SHA-256, or with</p>
<pre tabindex="0"><code>npm run check-seal -- --file sealed.json --hash ${commitment}</code></pre>
</section>
`;
}
