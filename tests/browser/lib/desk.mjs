// An instance of its own for the browser: made, filled with samples, served, ended.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

const freePort = () => new Promise((resolve, reject) => {
  const probe = net.createServer().once('error', reject);
  probe.listen(0, '127.0.0.1', () => { const { port } = probe.address(); probe.close(() => resolve(port)); });
});

const answers = (port) => new Promise((resolve) => {
  const link = net.connect(port, '127.0.0.1', () => { link.destroy(); resolve(true); });
  link.once('error', () => resolve(false));
});

export class Desk {
  constructor (build) {
    this.program = path.resolve(build, 'treatydesk');
    this.home = mkdtempSync(path.join(os.tmpdir(), 'treatydesk-browser-'));
    this.dir = path.join(this.home, 'desk');
  }

  // An officer of the secretariat, with ten one-time codes for the second step; nextCode gives them one by one.
  addSecretary (address, password) {
    this.run(['user', 'add', this.dir, address, '--role', 'secretariat'], `${password}\n`);
    this.codes = JSON.parse(this.run(['user', 'second-factor', this.dir, address, '--codes', '--json'])).codes;
    this.secretary = address;
  }

  // When all were used there are new ones, which ends the sessions of before.
  nextCode () {
    if (!this.codes.length) {
      this.codes = JSON.parse(this.run(['user', 'second-factor', this.dir, this.secretary, '--codes', '--json'])).codes;
    }
    return this.codes.pop();
  }

  run (args, input) {
    return execFileSync(this.program, args, { cwd: this.home, input, encoding: 'utf8',
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] });
  }

  init () {
    this.run(['init', this.dir, '--profile', 'cmw', '--checkpoint-seconds', '1']);
  }

  // Sends a file of samples/ and returns what the command says.
  submit (file, more = []) {
    return JSON.parse(this.run(['submit', this.dir, '--json', '--state', 'GHA', '--purpose', 'dialogue', '--kind', 'ngo',
      '--organisation', 'Sample Organisation for Migrant Workers (fictitious)', '--contact', 'sample@example.org',
      ...more, path.resolve(root, file)]));
  }

  publish (id) {
    this.run(['submission', 'publish', this.dir, id]);
  }

  async serve () {
    const port = await freePort();
    this.server = spawn(this.program, ['serve', this.dir, '--listen', `127.0.0.1:${port}`],
      { cwd: this.home, stdio: ['ignore', 'pipe', 'pipe'] });
    this.said = '';
    for (const stream of [this.server.stdout, this.server.stderr]) stream.on('data', (d) => { this.said += d; });
    this.base = `http://127.0.0.1:${port}`;
    for (let n = 0; n < 600; n++) {
      if (this.server.exitCode !== null) throw new Error(`the server ended: ${this.said}`);
      if (await answers(port)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`the server did not answer: ${this.said}`);
  }

  close () {
    this.server?.kill('SIGKILL');
    if (!process.env.TREATYDESK_KEEP) rmSync(this.home, { recursive: true, force: true });
  }
}
