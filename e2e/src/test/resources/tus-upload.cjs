// Uploads the bytes of a file with tus-js-client, breaking off in the middle once and going on, and prints where they are.
// Arguments: the gateway's URL, an access token, the file.
const fs = require('node:fs');
const tus = require('tus-js-client');

const [url, token, file] = process.argv.slice(2);
const bytes = fs.readFileSync(file);
let brokenOff = false;

function fail(error) {
  console.error(error);
  process.exit(1);
}

const upload = new tus.Upload(bytes, {
  endpoint: `${url}/v1/uploads`,
  headers: { Authorization: `Bearer ${token}` },
  chunkSize: 64 * 1024,
  metadata: { filename: 'noise', filetype: 'application/octet-stream' },
  onError: fail,
  onChunkComplete(size, accepted, total) {
    if (!brokenOff && accepted >= total / 2) {
      brokenOff = true;
      upload.abort().then(() => upload.start(), fail);
    }
  },
  async onSuccess() {
    const dropped = new tus.Upload(bytes, {
      endpoint: `${url}/v1/uploads`,
      headers: { Authorization: `Bearer ${token}` },
      chunkSize: 64 * 1024,
      onError: fail,
      onChunkComplete: () => dropped.abort(true).then(() => done(dropped.url), fail),
    });
    dropped.start();
  },
});

function done(dropped) {
  console.log(JSON.stringify({ url: upload.url, brokenOff, dropped }));
}

upload.start();
