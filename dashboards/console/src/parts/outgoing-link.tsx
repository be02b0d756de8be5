import { Button } from 'antd'
import { useState } from 'react'
import { Sheet } from './sheet.tsx'

/** A way to a page outside: shows the whole address and warns before it opens. Anything but http(s) is never a link. */
export function OutgoingLink({ url, name = '原文', about }: { url: string; name?: string; about?: string }) {
  const [asked, setAsked] = useState(false)
  if (!/^https?:\/\//i.test(url)) return null
  return (
    <>
      <button type="button" className="link-button" onClick={() => setAsked(true)}>
        {name}
        {about !== undefined && <span className="unseen">：{about}</span>}
      </button>
      {asked && (
        <Sheet title="打开外部网页" onClose={() => setAsked(false)}>
          <p>即将离开本系统。外部内容未经核验，打开后对方可能记录本机的网络地址。</p>
          <p className="mention-text">{url}</p>
          <div className="sheet-foot">
            <Button onClick={() => setAsked(false)}>不打开</Button>
            <Button
              type="primary"
              href={url}
              target="_blank"
              rel="noopener noreferrer nofollow"
              onClick={() => setAsked(false)}
            >
              仍要打开
            </Button>
          </div>
        </Sheet>
      )}
    </>
  )
}
