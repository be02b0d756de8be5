import type { ThemeConfig } from 'antd'

const FONT =
  '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", system-ui, sans-serif'

/** Ant Design's tokens set to ours: one accent, dense controls, no shadow but on overlays. */
export const THEME: ThemeConfig = {
  token: {
    colorPrimary: '#0B6E6E',
    colorLink: '#0B6E6E',
    colorText: '#1B2529',
    colorTextSecondary: '#4A585E',
    colorTextTertiary: '#647279',
    colorTextPlaceholder: '#647279',
    colorTextDescription: '#647279',
    colorBorder: '#C9D1D5',
    colorBorderSecondary: '#E1E6E8',
    colorBgLayout: '#F4F6F7',
    colorError: '#B3161B',
    colorWarning: '#A84300',
    colorSuccess: '#2E7D4F',
    colorInfo: '#1D5FB8',
    fontFamily: FONT,
    fontSize: 13,
    lineHeight: 1.4,
    controlHeight: 28,
    controlHeightSM: 24,
    controlHeightLG: 36,
    borderRadius: 4,
    borderRadiusLG: 6,
    borderRadiusSM: 3,
    motion: false,
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', paddingInline: 12 },
    Form: { itemMarginBottom: 12, verticalLabelPadding: '0 0 4px', labelColor: '#4A585E' },
  },
}
