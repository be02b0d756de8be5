import type { NewAccount } from '../accounts.ts'

const person = (id: string, name: string, post: string, unit: string, roles: NewAccount['roles']): NewAccount => ({
  id,
  name,
  post,
  unit,
  roles,
  demo: true,
})

/** The officers of the fictional bureau: enough people for every step that must be taken by another one. */
export const DEMO_PEOPLE: readonly NewAccount[] = [
  person('lin', '林晓舟', '值班员', '局办公室', ['officer']),
  person('he', '何静', '科长', '局办公室', ['reviewer']),
  person('zhou', '周明远', '主任', '局办公室', ['reviewer']),
  person('miao', '苗慧', '保密专员', '机要室', ['secrecy']),
  person('qin', '秦望川', '分管副局长', '局领导', ['signer']),
  person('wen', '文若渝', '分析员', '政策法规科', ['analyst']),
  person('admin', '管理员', '系统管理员', '信息中心', ['admin', 'officer', 'analyst']),
]
