import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'

declare module 'vue-router' {
  interface RouteMeta {
    /** Chinese, shown through `t` in the window's title. */
    readonly title: string
  }
}

const routes: readonly RouteRecordRaw[] = [
  { path: '/', component: () => import('@/features/overview/OverviewPage.vue'), meta: { title: '总览' } },
  { path: '/documents', component: () => import('@/features/documents/DocumentsPage.vue'), meta: { title: '文件' } },
  { path: '/documents/:id(\\d+)', component: () => import('@/features/documents/ReaderPage.vue'), meta: { title: '文件阅读' } },
  { path: '/statements/:id(\\d+)', component: () => import('@/features/documents/StatementRedirect.vue'), meta: { title: '文件阅读' } },
  { path: '/questions', component: () => import('@/features/questions/QuestionsPage.vue'), meta: { title: '问清' } },
  { path: '/commitments', component: () => import('@/features/commitments/CommitmentsPage.vue'), meta: { title: '承诺' } },
  { path: '/commitments/:id(\\d+)', component: () => import('@/features/commitments/CommitmentPage.vue'), meta: { title: '承诺' } },
  { path: '/commitments/:id(\\d+)/split', component: () => import('@/features/commitments/SplitPage.vue'), meta: { title: '分解' } },
  { path: '/enough', component: () => import('@/features/enough/EnoughPage.vue'), meta: { title: '够不够' } },
  { path: '/enough/:id(\\d+)', component: () => import('@/features/enough/SectionPage.vue'), meta: { title: '够不够' } },
  { path: '/enough/:id(\\d+)/sheet', component: () => import('@/features/enough/SheetPage.vue'), meta: { title: '决策单' } },
  { path: '/water', component: () => import('@/features/water/WaterPage.vue'), meta: { title: '水' } },
  { path: '/map', component: () => import('@/features/map/MapPage.vue'), meta: { title: '挂图作战' } },
  { path: '/projects', component: () => import('@/features/projects/ProjectsPage.vue'), meta: { title: '项目与资金' } },
  { path: '/capacity', component: () => import('@/features/projects/CapacityPage.vue'), meta: { title: '容量账' } },
  { path: '/things/:kind([a-z_]+)', component: () => import('@/features/things/ThingsPage.vue'), meta: { title: '事项' } },
  { path: '/things/:kind([a-z_]+)/:id(\\d+)', component: () => import('@/features/things/ThingPage.vue'), meta: { title: '事项' } },
  { path: '/reporting', component: () => import('@/features/reports/ReportingPage.vue'), meta: { title: '填报' } },
  { path: '/checks', component: () => import('@/features/reports/ChecksPage.vue'), meta: { title: '核查' } },
  { path: '/offices', component: () => import('@/features/offices/OfficesPage.vue'), meta: { title: '组织岗位' } },
  { path: '/years', component: () => import('@/features/years/YearsPage.vue'), meta: { title: '年度' } },
  { path: '/years/:id(\\d+)', component: () => import('@/features/years/YearPage.vue'), meta: { title: '年度' } },
  { path: '/lists', component: () => import('@/features/lists/ListsPage.vue'), meta: { title: '五张清单' } },
  { path: '/sheets', component: () => import('@/features/sheets/SheetsPage.vue'), meta: { title: '表格' } },
  { path: '/scorecard', component: () => import('@/features/forecast/ScorecardPage.vue'), meta: { title: '记分牌' } },
  { path: '/ledger', component: () => import('@/features/ledger/LedgerPage.vue'), meta: { title: '账本' } },
  { path: '/ledger/events/:sequence(\\d+)', component: () => import('@/features/ledger/EventPage.vue'), meta: { title: '事件' } },
  { path: '/accounts', component: () => import('@/features/accounts/AccountsPage.vue'), meta: { title: '账号' } },
  { path: '/settings', component: () => import('@/features/settings/SettingsPage.vue'), meta: { title: '设置' } },
  { path: '/:rest(.*)*', component: () => import('@/app/NowherePage.vue'), meta: { title: '没有这一页' } }
]

export const router = createRouter({
  history: createWebHistory(),
  routes: [...routes],
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 })
})
