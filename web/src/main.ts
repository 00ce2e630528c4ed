import { createApp } from 'vue'
import { apiKey, httpApi } from './api/api'
import App from './app/App.vue'
import { router } from './app/router'
import { sessionStore } from './app/session'
import './design/tokens.css'
import './design/base.css'
import './design/app.css'

const api = httpApi({ csrf: () => sessionStore.session.value?.csrf ?? '', signInAgain: () => sessionStore.signInAgain() })

createApp(App).provide(apiKey, api).use(router).mount('#app')
