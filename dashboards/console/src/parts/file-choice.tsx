import { useId } from 'react'

/** A file to choose, with its name beside it. */
export function FileChoice({
  file,
  accept,
  onChoose,
}: {
  file: File | null
  accept: string
  onChoose: (file: File | null) => void
}) {
  const id = useId()
  return (
    <div className="row-gap">
      <input
        id={id}
        type="file"
        className="unseen file-input"
        aria-label="文件"
        accept={accept}
        onChange={event => onChoose(event.target.files?.[0] ?? null)}
      />
      <label htmlFor={id} className="file-button">
        选择文件
      </label>
      <span className="meta">{file === null ? '未选择' : file.name}</span>
    </div>
  )
}
