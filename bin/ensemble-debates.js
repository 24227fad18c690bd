#!/usr/bin/env node
// The sources are TypeScript and run as they are: tsx compiles them on import, so there is no build step. This file is JavaScript that
// older versions of Node can read, and imports nothing first: it says what is missing for the rest.
const [major, minor] = process.versions.node.split('.').map(Number);

function stop(line) {
  process.stderr.write(`${line}\n`);
  process.exitCode = 1;
}

if (major < 20 || (major === 20 && minor < 20)) {
  stop(
    `This program needs Node 20.20 or later, and this is ${process.versions.node}: get another from https://nodejs.org`,
  );
} else {
  try {
    const { register } = await import('tsx/esm/api');
    register();
    const { main } = await import('../src/cli.ts');
    await main(process.argv);
  } catch (error) {
    if (!/^Cannot find package /.test(error.message)) throw error;
    stop('The packages that this program needs are not installed. Run: npm ci');
  }
}
