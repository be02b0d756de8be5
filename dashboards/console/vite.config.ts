/// <reference types="node" />
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The desk that the development server talks to; a built console talks to the host it came from. */
const DESK = 'http://127.0.0.1:8080'

/** Splits what changes rarely (frameworks) from what we write, so a browser keeps the heavy parts. */
const CHUNKS = [
  { name: 'echarts', test: /node_modules[\\/](\.pnpm[\\/])?(echarts|zrender)[@\\/]/ },
  { name: 'antd', test: /node_modules[\\/](\.pnpm[\\/])?(antd|@ant-design|@rc-component)[@+\\/]/ },
  { name: 'react', test: /node_modules[\\/](\.pnpm[\\/])?(react|react-dom|react-router|scheduler|@tanstack)[@+\\/]/ },
]

export default defineConfig(({ command }) => {
  // a test's NODE_ENV would otherwise put React's development build, half as large again, into the console
  if (command === 'build') process.env.NODE_ENV = 'production'
  return {
    plugins: [react()],
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      cssCodeSplit: false,
      assetsInlineLimit: 0, // the page's policy allows nothing inline
      chunkSizeWarningLimit: 1200,
      rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } },
    },
    server: { host: '127.0.0.1', proxy: { '/api': { target: DESK, changeOrigin: true } } },
  }
})
