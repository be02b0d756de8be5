import { Button } from 'antd'
import type { IssuedKeys } from '../../api/source.ts'
import { Sheet } from '../../parts/sheet.tsx'

/** 推送密钥: what the sender is handed, once. */
export function DoorKeysSheet({
  sourceId,
  keys: { key, signing, wechat },
  onClose,
}: {
  sourceId: string
  keys: IssuedKeys
  onClose: () => void
}) {
  return (
    <Sheet title="推送密钥，只显示这一次" wide onClose={onClose}>
      <p>请立即交给推送方妥善保管。关闭之后无法再看，只能重新生成。</p>
      {key !== null && <Secret name="推送密钥（放在 Authorization: Bearer 之后）" value={key} testId="door-key" />}
      {signing !== null && (
        <>
          <Secret name="签名密钥" value={signing} testId="door-signing" />
          <p className="meta">
            用签名代替推送密钥时，请求头写 X-Guanlan-Source: {sourceId}、X-Guanlan-Timestamp（秒）和
            X-Guanlan-Signature: sha256=…；签名是用签名密钥对“时间戳、英文句点、原样正文”作
            HMAC-SHA-256。时间相差超过五分钟不收。
          </p>
        </>
      )}
      {wechat !== null && (
        <>
          <Secret name="服务器地址（URL），前面加本系统对外的网址" value={wechat.path} testId="wechat-path" />
          <Secret name="令牌（Token）" value={wechat.token} testId="wechat-token" />
          <Secret name="消息加解密密钥（EncodingAESKey）" value={wechat.aesKey} testId="wechat-aes" />
          <p className="meta">填入公众平台“设置与开发—基本配置—服务器配置”，加解密方式请选安全模式。</p>
        </>
      )}
      <div className="sheet-foot">
        <Button type="primary" onClick={onClose}>
          已保存，关闭
        </Button>
      </div>
    </Sheet>
  )
}

function Secret({ name, value, testId }: { name: string; value: string; testId: string }) {
  return (
    <>
      <p className="meta">{name}</p>
      <p className="key-once" data-testid={testId}>
        {value}
      </p>
    </>
  )
}
