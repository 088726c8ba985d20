// Plain JavaScript, and old syntax in this file: any Node that can be met must get as far as the message.
const major = Number(process.versions.node.split('.')[0]);
if (major < 18) {
  console.error(
    'set-up: Node ' + process.versions.node + ' is too old. Install Node 18 or newer and run again.',
  );
  process.exit(1);
}

import('./set-up.mjs')
  .then(function (module) {
    return module.setUp(process.argv[2]);
  })
  .then(undefined, function (error) {
    console.error(
      'set-up: ' +
        (error.remedy
          ? error.message.trim() + (error.message.includes('\n') ? '\n' : ' ') + error.remedy
          : error.stack),
    );
    process.exit(1);
  });
