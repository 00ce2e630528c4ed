import { readonly, ref, shallowRef } from 'vue'

export type Language = 'zh' | 'en'

const kPlace = 'luoshi.language'
const language = ref<Language>('zh')
const catalogue = shallowRef<Readonly<Record<string, string>>>({})

/** English is fetched when it is first wanted: most people here never want it. */
export async function setLanguage(chosen: Language): Promise<void> {
  if (chosen === 'en') catalogue.value = { ...(await import('./english_of_data')).englishOfData, ...(await import('./english')).english }
  language.value = chosen
  localStorage.setItem(kPlace, chosen)
  document.documentElement.lang = chosen === 'en' ? 'en' : 'zh-CN'
}

if (localStorage.getItem(kPlace) === 'en') void setLanguage('en')

export const currentLanguage = readonly(language)

/** The words in the chosen language. The Chinese is the key; `{name}` is filled from `values`. What the city itself says
 *  (sentences, names, reasons) is data and stays as it is. */
export function t(chinese: string, values: Readonly<Record<string, string | number>> = {}): string {
  const words = language.value === 'en' ? catalogue.value[chinese] ?? chinese : chinese
  return words.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all))
}
