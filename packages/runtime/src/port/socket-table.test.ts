import { expect, it } from 'vitest';
import { listedSockets } from './socket-table.ts';

const HEAD =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode      \n';
const line = (local: string, state: string, inode: number): string =>
  `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000  1000        0 ${inode} 1 0000000000000000 100 0 0 10 0\n`;

it.each([
  ['0100007F:1F90', 'loopback', false],
  ['00000000:1F90', 'all', false],
  ['00000000000000000000000000000000:1F90', 'all', false],
  ['00000000000000000000000001000000:1F90', 'loopback', true],
  ['0000000000000000FFFF00000100007F:1F90', 'loopback', false],
  ['0000000000000000FFFF000000000000:1F90', 'all', false],
])('reads what %s is bound to', (local, boundTo, ipv6Only) => {
  expect(listedSockets(HEAD + line(local, '0A', 77))).toEqual([
    { inode: '77', port: 8080, boundTo, ipv6Only },
  ]);
});

it('leaves out connections, and what is bound to one address of many', () => {
  const table = HEAD + line('0100007F:1F90', '01', 1) + line('0201A8C0:1F90', '0A', 2);
  expect(listedSockets(table)).toEqual([]);
});

it('does not read a line that is not whole', () => {
  const whole = line('00000000:0050', '0A', 5);
  const cut = line('00000000:0051', '0A', 6789).split('6789')[0] ?? '';
  expect(listedSockets(`${HEAD}${whole}${cut}67`)).toMatchObject([{ port: 80 }]);
});
