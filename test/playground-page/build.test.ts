import { expect, it } from 'vitest';
import { buildPage } from '../../src/playground/page/build.ts';

it('bundles the page once, for a policy without inline scripts or styles', async () => {
  const assets = await buildPage();
  expect([...assets.keys()].sort()).toEqual(['/', '/assets/app.css', '/assets/app.js', '/assets/mark.svg']);
  expect(buildPage()).toBe(buildPage());
  const html = String(assets.get('/')?.body);
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc="\/)/i);
  for (const [, address] of html.matchAll(/(?:src|href)="([^"]+)"/g)) expect([...assets.keys()]).toContain(address);
});
