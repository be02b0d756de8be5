/** Parameters that say how a reader came, not what is shown, by family; each name is one that its maker documents or that every share of theirs carries. */
const EVERYWHERE: ReadonlySet<string> = new Set([
  ...['spm', 'scm', 'from', 'isappinstalled'], // shops' page positions; WeChat's share sheet
  ...['nsukey', 'wfr', 'fr', 'ivk_sa', '_t_t'], // WeChat's check, Baidu's feed, app wake-up
  ...['share_token', 'share_from', 'share_source', 'share_medium', 'share_plat', 'share_tag', 'share_session_id'],
  ...[
    'timestamp_share',
    'share_times',
    'share_app_id',
    'share_user_id',
    'mpshare',
    'sharer_sharetime',
    'sharer_shareid',
  ],
  ...['sharer_shareinfo', 'sharer_shareinfo_first', 'spm_id_from', 'vd_source', 'hmsr', 'hmpl', 'hmcu', 'hmkw', 'hmci'],
  ...['gclid', 'dclid', 'gbraid', 'wbraid', 'fbclid', 'msclkid', 'yclid', 'igshid', 'bd_vid', 'qhclickid'],
  ...['mc_cid', 'mc_eid', '_ga', '_gl', 'cmpid', 'wt.mc_id'],
])

/** An article of a WeChat account is named by these; whatever else its address carries came with the share. */
const WECHAT_NAMES: ReadonlySet<string> = new Set(['__biz', 'mid', 'idx', 'sn'])
const WECHAT_SHARE: ReadonlySet<string> = new Set([
  ...[
    'chksm',
    'scene',
    'subscene',
    'ascene',
    'sessionid',
    'clicktime',
    'enterid',
    'key',
    'uin',
    'devicetype',
    'version',
  ],
  ...['lang', 'nettype', 'abtest_cookie', 'pass_ticket', 'wx_header', 'exportkey', 'srcid', 'countrycode', 'fontscale'],
  ...['session_us', 'forceh5', 'click_id', 'poc_token', 'realreporttime', 'fasttmpl_type', 'acctmode', 'export_key'],
])

/**
 * Whether a query parameter only tells how a reader came. `names` are all of the query's, for families that are told by the company
 * they keep. Nothing is guessed: a name that is in no list counts.
 */
export function isTracking(name: string, names: readonly string[]): boolean {
  const lower = name.toLowerCase()
  if (/^utm_\w+$/.test(lower) || EVERYWHERE.has(lower)) return true
  return WECHAT_SHARE.has(lower) && [...WECHAT_NAMES].every(own => names.includes(own))
}
