import { describe, expect, it } from 'vitest';
import { OhClient } from '../../../test/support/oh-client.ts';
import { KEYS, RealtimeRig } from '../../../test/support/realtime-rig.ts';
import { Strangers } from './strangers.ts';

describe('strangers', () => {
  it('are so many from one address, and so many together', () => {
    const strangers = new Strangers({ perAddress: 2, all: 3 });
    const leave = strangers.add('a');
    strangers.add('a');
    expect(strangers.refusal('a')).toMatchObject({ code: 'too_many_requests' });
    expect(strangers.refusal('b')).toBeUndefined();
    strangers.add('b');
    expect(strangers.refusal('b')).toMatchObject({ code: 'too_many_requests' });
    leave();
    leave();
    expect(strangers.refusal('a')).toBeUndefined();
    strangers.add('a');
    expect(strangers.refusal('c')).toMatchObject({ code: 'too_many_requests' });
  });

  it('do not fill the memory by handshakes that they never complete', async () => {
    await using rig = await RealtimeRig.start();
    await rig.rig.record('c1', 'mine');
    const handshake = async (): Promise<number> => {
      const answer = await fetch(`http://${rig.host}/socket.io/?EIO=4&transport=polling`);
      await answer.text();
      return answer.status;
    };
    const query = { conversation_id: 'c1', session_api_key: KEYS.mine };
    await using _first = await OhClient.connect(rig, query);
    const answers = await Promise.all(Array.from({ length: 260 }, handshake));
    expect(answers.filter((status) => status === 200)).toHaveLength(250);
    expect(answers.filter((status) => status === 403)).toHaveLength(10);
  });
});
