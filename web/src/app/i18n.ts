import { readonly, ref } from 'vue'
import { english } from './english'

export type Language = 'zh' | 'en'

const kPlace = 'luoshi.language'
const language = ref<Language>(localStorage.getItem(kPlace) === 'en' ? 'en' : 'zh')

function show(chosen: Language): void {
  language.value = chosen
  document.documentElement.lang = chosen === 'en' ? 'en' : 'zh-CN'
}

show(language.value)

export function setLanguage(chosen: Language): void {
  localStorage.setItem(kPlace, chosen)
  show(chosen)
}

export const currentLanguage = readonly(language)

/** The words in the chosen language. The Chinese is the key; `{name}` is filled from `values`. What the city itself says
 *  (sentences, names, reasons) is data and stays as it is. */
export function t(chinese: string, values: Readonly<Record<string, string | number>> = {}): string {
  const words = language.value === 'en' ? english[chinese] ?? chinese : chinese
  return words.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all))
}
