import { Button } from 'antd'
import { Component, type ReactNode } from 'react'

/**
 * Catches what breaks a page, such as a part of the console that a newer release replaced while this one stood open:
 * the shell stays, and the page says what to do. `place` names the page; going elsewhere tries again.
 */
export class Mishap extends Component<{ place: string; children: ReactNode }, { brokenAt: string | null }> {
  override state = { brokenAt: null as string | null }

  static getDerivedStateFromError() {
    return { brokenAt: '' }
  }

  override componentDidCatch() {
    this.setState({ brokenAt: this.props.place })
  }

  override componentDidUpdate() {
    const { brokenAt } = this.state
    if (brokenAt !== null && brokenAt !== '' && brokenAt !== this.props.place) this.setState({ brokenAt: null })
  }

  override render() {
    if (this.state.brokenAt === null) return this.props.children
    return (
      <div className="failure" role="alert">
        <b>这一页没能打开，可能是系统刚刚更新。已提交的内容都已保存；请刷新后再试。</b>
        <Button size="small" onClick={() => window.location.reload()}>
          刷新页面
        </Button>
      </div>
    )
  }
}
