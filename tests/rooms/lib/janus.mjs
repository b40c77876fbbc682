// Janus for an instance, started as an operator starts it and ended with the test, however that ends.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const script = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../../../packaging/rooms.sh');
export const wait = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

export class Janus {
  constructor (folder) {
    this.folder = folder;
    this.ini = path.join(folder, 'rooms', 'janus.ini');
  }

  async start () {
    rmSync(this.ini, { force: true });
    this.child = spawn('setpriv', ['--pdeathsig', 'KILL', script, this.folder], { stdio: 'inherit' });
    for (let n = 0; n < 200; n++) {
      if (existsSync(this.ini) && await this.answers()) return;
      await wait(0.05);
    }
    throw new Error('Janus did not start');
  }

  setting (name) {
    return new RegExp(`^${name}=(.*)$`, 'm').exec(readFileSync(this.ini, 'utf8'))[1];
  }

  async answers () {
    return fetch(`${this.setting('url')}/info`).then((reply) => reply.ok, () => false);
  }

  kill () {
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }
}

export const run = (program, args) => execFileSync(program, args, { encoding: 'utf8' }).trim();
