/// Words that mean the same for the emulator's embeddings.
enum Synonyms {
  /// Each word with the first one of its group.
  static let concept: [String: String] = {
    var concept: [String: String] = [:]
    for group in groups {
      let words = group.split(separator: " ").map(String.init)
      for word in words { concept[word] = words.first }
    }
    return concept
  }()

  private static let groups = [
    "refund refunds reimburse reimbursement repayment rückerstattung erstattung",
    "boot boots shoe shoes footwear schuhe schuh stiefel",
    "mountain mountains peak peaks summit summits alps berg berge gipfel",
    "trail trails path paths track route routes weg wege",
    "hut huts cabin cabins lodge shelter refuge hütte hütten",
    "weather climate wetter forecast",
    "rain rains downpour drizzle regen",
    "guide guides leader leaders führer",
    "shipping ship delivery deliver dispatch versand lieferung",
    "parcel parcels package packet paket",
    "backpack backpacks rucksack knapsack rucksäcke",
    "price prices cost costs fee fees charge preis preise",
    "buy buys purchase purchases order orders kaufen bestellung",
    "bus buses coach coaches shuttle",
    "flower flowers blossom blossoms bloom blumen",
    "winter snowy wintertime",
    "beginner beginners novice novices anfänger",
    "choose chooses choosing pick select wählen",
    "warm warmth heat cosy",
    "water beverage drink wasser",
    "meal meals food dinner lunch essen",
    "doctor doctors physician physicians arzt",
    "car cars automobile automobiles vehicle auto",
    "begin begins start starts commence anfang",
    "end ends finish finishes conclude ende",
    "child children kid kids kinder",
    "fast quick rapid swift schnell",
    "big large huge gross",
    "employee employees staff worker workers mitarbeiter",
    "delete deletes remove removes erase löschen",
    "error errors fault faults mistake fehler",
    "picture pictures image images photo photos bild bilder",
  ]

  /// Words that say nothing about a text.
  static let stopWords: Set<String> = Set(
    """
    a about after all also am an and any are as at be been before but by can could did do does for from had has have he \
    her here him his how i if in into is it its just like may me more most my no not of off on one only or other our out \
    over own she so some such than that the their them then there these they this those through to too under up us very \
    was we were what when where which while who whom why will with would you your der die das und ist ein eine wie was wo \
    wer ich sie es den dem des mit von zu für auf
    """.split(separator: " ").map(String.init))
}
