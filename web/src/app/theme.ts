import { readonly, ref } from 'vue'

export type Theme = 'light' | 'dark'

const kPlace = 'luoshi.theme'
const theme = ref<Theme>('light')

export function setTheme(chosen: Theme): void {
  theme.value = chosen
  document.documentElement.dataset.theme = chosen
  localStorage.setItem(kPlace, chosen)
}

if (localStorage.getItem(kPlace) === 'dark') setTheme('dark')

export const currentTheme = readonly(theme)
