import type { Source } from '@guanlan/domain'
import { doorSecrets } from '@guanlan/runtime'
import type { DeskDeps } from './deps.ts'

/** What a sender is handed when a key is issued, once: the bearer key and signing secret of a webhook, or what WeChat's set-up page asks for. */
export type IssuedKeys = Readonly<{
  key: string | null
  signing: string | null
  wechat: Readonly<{ path: string; token: string; aesKey: string }> | null
}>

/** The keys of a door as they are from now on; older ones are void. */
export async function issuedKeys(deps: Pick<DeskDeps, 'secrets'>, source: Source): Promise<IssuedKeys> {
  const { signing, wechatToken, wechatAesKey } = await doorSecrets(deps.secrets, source)
  if (source.kind === 'wechat-push') {
    const wechat = { path: `/door/wechat/${source.id}`, token: wechatToken, aesKey: wechatAesKey }
    return { key: null, signing: null, wechat }
  }
  const key = await deps.secrets.issueDoorKey(source.id)
  return { key, signing: source.kind === 'door' ? signing : null, wechat: null }
}
