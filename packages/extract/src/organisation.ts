/** How names of bodies end; persons and screen names do not. */
const ENDING =
  /(?:局|委|委员会|办|办公室|政府|厅|部|处|队|公安|交警|法院|检察院|网|报|社|台|站|日报|晚报|时报|周刊|杂志|新闻|财经|科技|发布|中心|集团|公司|学院|大学|协会|客户端|频道|编辑部|官方|传媒|媒体|广播|电台|电视|卫视|通讯|观察|在线|参考|研究院|研究所|基金会|联合会|总队|支队|大队|指挥部|報|網|臺|處|隊|會|委員會|集團|新聞|電視|電台|廣播|週刊|雜誌|政府|中心|通訊社)$/

/** Whether a shown name is that of an organisation, by how it ends: what is counted or searched by author must be one. */
export function isOrganisationName(name: string): boolean {
  return ENDING.test(name.trim())
}
