import type { MentionView } from '../../api/mention.ts'
import { OutgoingLink } from '../../parts/outgoing-link.tsx'
import { Card } from '../../parts/page-head.tsx'

/** 附件: the files the original offers. Nothing is fetched from them; a link warns before it opens. */
export function AttachmentsCard({ mention: { attachments = [] } }: { mention: MentionView }) {
  if (attachments.length === 0) return null
  return (
    <Card title="附件" about={`原文列出 ${attachments.length} 个文件，本系统没有下载`}>
      <ul className="card-body attachments" aria-label="附件">
        {attachments.map(({ url, title }) => (
          <li key={url}>
            <span className="trial-text">{title}</span> <span className="meta">{kindOf(url)}</span>{' '}
            <OutgoingLink url={url} name="打开" about={title} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** The kind of file by its ending, in capitals as people write it; '' where the address does not say. */
function kindOf(url: string): string {
  const found = /\.([a-z0-9]{2,4})(?:$|[?#&])/i.exec(url.slice(url.lastIndexOf('/')))
  return found === null ? '' : found[1]!.toUpperCase()
}
