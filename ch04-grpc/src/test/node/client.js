// A client of log.v1.Log that shares no code with the server. One line a check, as TAP has it.
//
//   node client.js <host:port> <folder of protos> [<ca> <certificate> <key>]
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');
const protobuf = require('protobufjs');

const [address, protos, ca, certificate, key] = process.argv.slice(2);
const OPTIONS = {
  keepCase: true,
  defaults: true,
  enums: String,
  longs: Number,
  includeDirs: [protos, __dirname],
};
const PATIENCE_MILLIS = 20_000;

const credentials = ca
  ? grpc.credentials.createSsl(...[ca, key, certificate].map((file) => fs.readFileSync(file)))
  : grpc.credentials.createInsecure();

function load(file) {
  return grpc.loadPackageDefinition(loader.loadSync(file, OPTIONS));
}

const Log = load('log/v1/log.proto').log.v1.Log;
const log = new Log(address, credentials);
const closing = [log];

function client(Type) {
  const made = new Type(address, credentials);
  closing.push(made);
  return made;
}

function soon() {
  return { deadline: Date.now() + PATIENCE_MILLIS };
}

function call(service, method, request, options = soon()) {
  return new Promise((resolve, reject) =>
    service[method](request, options, (error, answer) => (error ? reject(error) : resolve(answer))));
}

// The first `count` messages of a stream, which is then cancelled.
function first(count, stream) {
  return new Promise((resolve, reject) => {
    const messages = [];
    stream.on('error', (error) => (messages.length < count ? reject(error) : undefined));
    stream.on('end', () => reject(new Error(`it ended after ${messages.length} of ${count}`)));
    stream.on('data', (message) => {
      messages.push(message);
      if (messages.length === count) {
        stream.cancel();
        resolve(messages);
      }
    });
  });
}

async function failure(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('it should have failed');
}

function text(value) {
  return value.toString('utf8');
}

function values(count) {
  return Array.from({ length: count }, (_, i) => Buffer.from(`value ${i}`));
}

// What a failed call says beyond its code: google.rpc.Status with its details.
function details(error) {
  const root = new protobuf.Root();
  root.resolvePath = (_, target) => path.join(protos, target);
  root.loadSync(['google/rpc/status.proto', 'google/rpc/error_details.proto'], { keepCase: true });
  const [bytes] = error.metadata.get('grpc-status-details-bin');
  const status = root.lookupType('google.rpc.Status').decode(bytes);
  const found = {};
  for (const any of status.details) {
    const name = any.type_url.split('/').pop();
    found[name] = root.lookupType(name).decode(any.value);
  }
  return { code: status.code, message: status.message, found };
}

function asDescriptorSet(files) {
  const root = protobuf.Root.fromJSON({
    nested: { Set: { fields: { file: { rule: 'repeated', type: 'bytes', id: 1 } } } },
  });
  return Buffer.from(root.lookupType('Set').encode({ file: files }).finish());
}

const checks = {
  async 'produces a record and consumes it'() {
    const before = Date.now();
    const { offset, count } = await call(log, 'Produce', { record: { value: Buffer.from('hello') } });
    const { record } = await call(log, 'Consume', { offset });
    assert.equal(count, 1);
    assert.equal(text(record.value), 'hello');
    assert.equal(record.offset, offset);
    assert.ok(Math.abs(record.append_time_unix_nanos / 1e6 - before) < 60_000);
  },

  async 'produces a batch at consecutive offsets'() {
    const { offset, count } = await call(log, 'Produce', { values: values(3) });
    const last = await call(log, 'Consume', { offset: offset + 2 });
    assert.equal(count, 3);
    assert.equal(text(last.record.value), 'value 2');
  },

  async 'stores a repeated request once'() {
    const request = { values: values(2), producer_id: 1 + Math.floor(Math.random() * 2 ** 48), sequence: 1 };
    const once = await call(log, 'Produce', request);
    const again = await call(log, 'Produce', request);
    assert.equal(again.offset, once.offset);
    const { next } = await call(log, 'GetOffsets', {});
    assert.equal(next, once.offset + 2);
  },

  async 'produces on a stream, many in flight, answered in order'() {
    const count = 1000;
    const stream = log.ProduceStream(soon());
    const answers = new Promise((resolve, reject) => {
      const offsets = [];
      stream.on('data', (answer) => offsets.push(answer.offset));
      stream.on('error', reject);
      stream.on('end', () => resolve(offsets));
    });
    values(count).forEach((value) => stream.write({ record: { value } }));
    stream.end();
    const offsets = await answers;
    assert.deepEqual(offsets, offsets.map((_, i) => offsets[0] + i));
    assert.equal(offsets.length, count);
  },

  async 'consumes a stream, a record a message'() {
    const { offset } = await call(log, 'Produce', { values: values(5) });
    const messages = await first(4, log.ConsumeStream({ offset: offset + 1 }, soon()));
    assert.deepEqual(messages.map(({ record }) => text(record.value)), values(5).slice(1).map(text));
    assert.equal(messages[0].record.offset, offset + 1);
  },

  async 'consumes a stream in batches'() {
    const { offset } = await call(log, 'Produce', { values: values(100) });
    const [message] = await first(1, log.ConsumeStream({ offset, max_batch_bytes: 65_536 }, soon()));
    const [batch] = message.batches;
    assert.equal(batch.first_offset, offset);
    assert.deepEqual(batch.values.map(text), values(100).map(text));
  },

  async 'waits at the end of the log'() {
    const { next } = await call(log, 'GetOffsets', {});
    const messages = first(1, log.ConsumeStream({ offset: next }, soon()));
    await call(log, 'Produce', { record: { value: Buffer.from('late') } });
    assert.equal(text((await messages)[0].record.value), 'late');
  },

  async 'is told what there is past the end'() {
    const { first: begin, next } = await call(log, 'GetOffsets', {});
    const error = await failure(call(log, 'Consume', { offset: next }));
    const said = `offset ${next} is outside [${begin}, ${next})`;
    assert.equal(error.code, grpc.status.OUT_OF_RANGE);
    assert.equal(error.details, said);
    const { code, message, found } = details(error);
    assert.equal(code, grpc.status.OUT_OF_RANGE);
    assert.equal(message, said);
    assert.equal(found['google.rpc.ErrorInfo'].reason, 'OFFSET_OUT_OF_RANGE');
    assert.equal(found['google.rpc.ErrorInfo'].metadata.next, String(next));
    assert.equal(found['google.rpc.LocalizedMessage'].locale, 'en-US');
  },

  async 'is refused what makes no sense'() {
    const error = await failure(call(log, 'Produce', {}));
    assert.equal(error.code, grpc.status.INVALID_ARGUMENT);
  },

  async 'waits no longer than its deadline'() {
    const { next } = await call(log, 'GetOffsets', {});
    const request = { offset: next, at_least_offset: next };
    const error = await failure(call(log, 'Consume', request, { deadline: Date.now() + 200 }));
    // The server watches the deadline, too; when it is first, it resets the stream.
    assert.ok([grpc.status.DEADLINE_EXCEEDED, grpc.status.CANCELLED].includes(error.code), error);
  },

  async 'asks for the health of the server and of the service'() {
    const health = client(load('grpc/health/v1/health.proto').grpc.health.v1.Health);
    for (const service of ['', 'log.v1.Log']) {
      assert.equal((await call(health, 'Check', { service })).status, 'SERVING');
    }
    const error = await failure(call(health, 'Check', { service: 'nobody' }));
    assert.equal(error.code, grpc.status.NOT_FOUND);
  },

  async 'learns the service from the server alone'() {
    const { ServerReflection } = load('grpc/reflection/v1/reflection.proto').grpc.reflection.v1;
    const stream = client(ServerReflection).ServerReflectionInfo(soon());
    const answers = first(2, stream);
    stream.write({ list_services: '' });
    stream.write({ file_containing_symbol: 'log.v1.Log' });
    const [services, files] = await answers;
    const names = services.list_services_response.service.map(({ name }) => name);
    assert.ok(names.includes('log.v1.Log') && names.includes('grpc.health.v1.Health'));
    const described = loader.loadFileDescriptorSetFromBuffer(
      asDescriptorSet(files.file_descriptor_response.file_descriptor_proto), OPTIONS);
    const learned = client(grpc.loadPackageDefinition(described).log.v1.Log);
    const { next } = await call(learned, 'GetOffsets', {});
    assert.ok(next > 0);
  },

  async 'is understood with the classic proto'() {
    const classic = client(load('classic.proto').log.v1.Log);
    const { offset } = await call(classic, 'Produce', { record: { value: Buffer.from('classic') } });
    const { record } = await call(classic, 'Consume', { offset });
    assert.deepEqual([text(record.value), record.offset], ['classic', offset]);
    const [message] = await first(1, classic.ConsumeStream({ offset }, soon()));
    assert.equal(text(message.record.value), 'classic');
  },
};

async function main() {
  const names = Object.keys(checks);
  console.log(`1..${names.length}`);
  for (const [i, name] of names.entries()) {
    try {
      await checks[name]();
      console.log(`ok ${i + 1} - ${name}`);
    } catch (error) {
      console.log(`not ok ${i + 1} - ${name}: ${error.message.replaceAll('\n', ' ')}`);
      process.exitCode = 1;
    }
  }
  closing.forEach((service) => service.close());
}

main();
