import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: 'es2021', // browsers of a government desk: Chromium 100 and its relatives
    sourcemap: false,
    modulePreload: { polyfill: false }, // its inline script would need a weaker content policy
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    reportCompressedSize: false,
    rollupOptions: {
      output: { chunkFileNames: ({ name }) => `assets/${name.replace(/\.vue_vue.*$/, '')}-[hash].js` }
    }
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8091' } },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts', 'mock/**/*.test.ts'] }
})
