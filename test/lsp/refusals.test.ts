/** Clients that do not do what they say. */
import { expect, test } from 'vitest';
import { bareNumber } from '../support/sources.ts';
import { Client, MODERN, PUSHED } from './client.ts';

test('a client that refuses every request of the server (Eglot 1.9 refuses some) is served all the same', async () => {
  for (const capabilities of [MODERN, PUSHED]) {
    const client = await Client.start({ capabilities, refuses: true });
    await client.open('file:///nowhere/a.c', bareNumber());
    const diagnostics =
      capabilities === MODERN
        ? await client.pull('file:///nowhere/a.c')
        : await client.until(() => client.published.get('file:///nowhere/a.c'));
    expect(diagnostics).toHaveLength(1);
    expect(await client.connection.sendRequest('workspace/executeCommand', { command: 'mnlens.checkWorkspace' })).toMatchObject({
      cancelled: false,
    });
    expect(await client.stop()).toBe(0);
  }
});
