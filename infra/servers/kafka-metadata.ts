import { connect } from 'node:net'

const METADATA = 3
const VERSION = 1
const LIMIT_MS = 3_000

/**
 * The numbers of the brokers that the broker on this port of 127.0.0.1 takes for alive, by one Metadata request of Kafka's own
 * protocol (kafka.apache.org/protocol, request 3 version 1): the answer a client would get, and no client library needed.
 * @throws {Error} when nothing listens or no answer comes within 3 s
 */
export async function brokersSeen(port: number): Promise<readonly number[]> {
  const socket = connect({ host: '127.0.0.1', port })
  socket.setTimeout(LIMIT_MS, () => socket.destroy(new Error('no answer in time')))
  try {
    socket.write(request())
    let answer: Buffer = Buffer.alloc(0)
    for await (const chunk of socket) {
      answer = Buffer.concat([answer, chunk as Buffer])
      if (answer.length >= 4 && answer.length >= 4 + answer.readInt32BE(0)) return brokersIn(answer)
    }
    throw new Error('the connection ended before the answer')
  } finally {
    socket.destroy()
  }
}

/** Length, api, version, correlation, no client name, and an empty list of topics: brokers alone are asked for. */
function request(): Buffer {
  const bytes = Buffer.alloc(18)
  bytes.writeInt32BE(14, 0)
  bytes.writeInt16BE(METADATA, 4)
  bytes.writeInt16BE(VERSION, 6)
  bytes.writeInt32BE(1, 8)
  bytes.writeInt16BE(-1, 12)
  bytes.writeInt32BE(0, 14)
  return bytes
}

/** After length and correlation: a count, then for each broker its number, host, port and rack (length −1 for none). */
function brokersIn(answer: Buffer): readonly number[] {
  const FIRST = 12
  const pastText = (at: number) => at + 2 + Math.max(answer.readInt16BE(at), 0)
  const brokers: number[] = []
  for (let at = FIRST; brokers.length < answer.readInt32BE(FIRST - 4); ) {
    brokers.push(answer.readInt32BE(at))
    const port = pastText(at + 4)
    at = pastText(port + 4)
  }
  return brokers.sort((a, b) => a - b)
}
