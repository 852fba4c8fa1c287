/* Makes of the one node that answers sixteen in every state and every colour, with moves of every kind and all that can be
   wrong: the page asks the node as ever, and what it answers is changed on the way. */
(() => {
  const STATES = ['active', 'draining', 'drained', 'joining', 'leaving'];
  const names = Array.from({ length: 16 }, (_, at) => `node-${at}`);
  const move = { shard: 7, copy: 1, from: 'node-1', to: 'node-2', attempt: 1, actors: 37, bytes: 20480, millis: 66 };
  const changes = {
    'cluster': view => {
      const [member] = view.cluster.members;
      view.cluster.members = names.map((node, at) => ({ ...member, node, id: node === member.node ? member.id : node, state: STATES[at % STATES.length] }));
      view.cluster.expectedSize = names.length + 1;
      view.persistence = { configured: true, healthy: false, unsaved: 12 };
    },
    'cluster/shards': ({ shards }) => shards.forEach((shard, at) => { shard.copies = [0, 1, 2].slice(0, at).map(more => names[(at + more) % names.length]); }),
    'cluster/migrations': log => {
      log.plan = { planned: 20, completed: 9, failed: 1, remaining: 10, startedAt: '2026-01-01T00:00:00Z', etaSeconds: 100 };
      log.recent = [{ ...move, status: 'running' }, { ...move, shard: 8, attempt: 2, status: 'failed', error: 'node-2 has gone' }, { ...move, shard: 9, status: 'done' }];
    },
    'health/ready': health => health.checks.push({ name: 'store', status: 'DOWN' }),
  };
  const asked = window.fetch;
  window.fetch = async (path, options) => {
    const answer = await asked(path, options), change = changes[path];
    if (!change) return answer;
    const json = await answer.json();
    change(json);
    return Response.json(json, { status: path === 'health/ready' ? 503 : answer.status });
  };
})();
