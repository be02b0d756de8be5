// Healthy: the process on this port answers /healthz. Run in our image: node infra/compose/healthy.mjs PORT
const end = ok => process.exit(ok ? 0 : 1)
fetch(`http://127.0.0.1:${process.argv[2]}/healthz`, { signal: AbortSignal.timeout(5000) }).then(
  ({ ok }) => end(ok),
  () => end(false),
)
