/** Where a point in time may be stated: the beginnings of the forms that `parseTime` reads. Use with `search` or a global copy. */
export const TIME_MARKS =
  /(?<!\d)(?:(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}(?:\s*[-/.月]\s*\d{1,2}\s*日?)?|\d{2}-\d{2}-\d{2}|\d{1,2}\s*[-/月]\s*\d{1,2}\s*日?|今天|昨天|前天|\d+\s*(?:分钟|小时|天)\s*前|刚刚|(?:19|20)\d{6}(?!\d))(?:[\sT,，]*(?:上午|下午|凌晨|晚上)?\s*\d{1,2}[:：时]\d{1,2}(?:[:：分]\d{1,2}秒?)?)?/
