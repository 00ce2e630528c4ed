export class MockCity {
  static create(): MockCity
  document(id: number): unknown
}
