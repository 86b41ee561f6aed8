import Core
import Testing

@Suite struct RemedyTests {
  private let region = SettingKey(["REGION"], option: "--region", "where it is")

  @Test func remedy_joinsNeighbouringText() {
    let remedy: Remedy = "a \(1) " + Remedy("b") + " \(option: region)"
    #expect(remedy.parts == [.text("a 1 b "), .option(region)])
    #expect(remedy == "a 1 b \(option: region)" && remedy != "a 1 b --region")
    #expect(Remedy("").isEmpty && Remedy("").parts.isEmpty)
  }

  @Test func remedy_describesItselfForTests() {
    let remedy: Remedy =
      "\(switch: .envFile), \(command: .init("list", "x")); \(shell: .init(["aws", "a b"])) \(word: "c d")"
    #expect(remedy.description == "--env-file, list x; aws a b c d")
    #expect(Remedy.run(.init(["ls"])).description == "run: ls")
    #expect(Remedy.set(region, to: "r").description == "use --region r")
  }
}
