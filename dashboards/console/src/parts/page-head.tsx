import { type ReactNode, useEffect } from 'react'

/** The title line of a page; sets the window's title too. */
export function PageHead({
  title,
  name,
  before,
  after,
  children,
}: {
  title: string
  name?: string
  before?: ReactNode
  after?: ReactNode
  children?: ReactNode
}) {
  useEffect(() => {
    document.title = `${name ?? title} · 观澜`
  }, [name, title])
  return (
    <header className="page-head">
      {before}
      <h1>{title}</h1>
      <div className="page-head-after meta">{after}</div>
      <div className="page-head-actions">{children}</div>
    </header>
  )
}

/** A card with a title, what its figures are about, and its content. */
export function Card({
  title,
  about,
  extra,
  className = '',
  children,
}: {
  title: ReactNode
  about?: ReactNode
  extra?: ReactNode
  className?: string
  children: ReactNode
}) {
  return (
    <section className={`card ${className}`}>
      <header className="card-head">
        <h2>{title}</h2>
        {about !== undefined && <span className="meta">{about}</span>}
        {extra !== undefined && <span className="card-extra">{extra}</span>}
      </header>
      {children}
    </section>
  )
}
