// TAP out; as tests/lib/tap.py.
let count = 0;
let failed = 0;

export function ok (good, name, why = '') {
  count += 1;
  console.log(`${good ? 'ok' : 'not ok'} ${count} - ${name}`);
  if (!good) {
    failed += 1;
    const lines = (Array.isArray(why) ? why : String(why).split('\n')).slice(0, 30);
    for (const line of lines) console.log(`#   ${line}`);
  }
  return good;
}

export function skip (name, why) {
  count += 1;
  console.log(`ok ${count} - ${name} # SKIP ${why}`);
}

export function note (text) {
  for (const line of String(text).split('\n')) console.log(`# ${line}`);
}

export function done () {
  console.log(`1..${count}`);
  return failed ? 1 : 0;
}
