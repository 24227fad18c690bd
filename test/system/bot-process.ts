import { readConfig } from '../../src/config.ts';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { createBot } from '../../src/discord/bot.ts';
import { scriptedHost, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { startApp } from '../../src/start-app.ts';
import { VOTER_KEY } from '../support/people.ts';
import { pooled } from '../support/pooled.ts';
import { writingSlowly } from './scripts.ts';

/** The bot as a process of its own, for tests that kill it: `bot-process.ts API TOKEN DATABASE`. Says "ready" once it is. */
const [api, token, database] = process.argv.slice(2);
if (api === undefined || token === undefined || database === undefined) throw new Error('API TOKEN DATABASE');

const host = pooled(scriptedHost([scriptedModelInfo('scripted-model:1b')], writingSlowly(400)));
const config = { ...readConfig({ VOTER_KEY }), discordApi: api, database };
const app = await startApp(config, createLog('error'), {
  host,
  goodFor: 'tests',
  betterModels: '',
  caution: 'Scripted words.',
});
await createBot(app, { token, limits: 'none' }).start(new AbortController().signal);
app.log.debug({ at: systemClock.now() }, 'ready');
process.stdout.write('ready\n');
