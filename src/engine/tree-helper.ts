import { helper } from '../ml/trees/helper'

const hear = helper((message, transfer) => postMessage(message, { transfer }))
addEventListener('message', ({ data }: MessageEvent<Parameters<typeof hear>[0]>) => hear(data))
