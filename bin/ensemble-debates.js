#!/usr/bin/env node
// The sources are TypeScript and run as they are: tsx compiles them on import, so there is no build step.
import { register } from 'tsx/esm/api';

register();
const { main } = await import('../src/cli.ts');
await main(process.argv);
