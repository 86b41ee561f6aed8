/// The sentence that is spoken where the rest of an answer is not.
enum SpeechRest {
  /// The sentence in a language; nil for a language without one.
  static func sentence(in language: VoiceLanguage) -> String? {
    sentences[String(language.code.prefix { $0 != "-" })]
  }

  private static let sentences = [
    "en": "The rest is in the text.", "de": "Der Rest steht im Text.", "fr": "La suite est dans le texte.",
    "es": "El resto está en el texto.", "it": "Il resto è nel testo.", "pt": "O resto está no texto.",
    "nl": "De rest staat in de tekst.", "ca": "La resta és al text.", "da": "Resten står i teksten.",
    "sv": "Resten står i texten.", "no": "Resten står i teksten.", "fi": "Loput ovat tekstissä.",
    "pl": "Reszta jest w tekście.", "cs": "Zbytek je v textu.", "ru": "Остальное в тексте.",
    "ro": "Restul este în text.", "tr": "Gerisi metinde.", "ja": "続きは本文にあります。",
    "ko": "나머지는 본문에 있습니다.", "zh": "其余内容见正文。", "hi": "बाकी पाठ में है।", "ar": "الباقي في النص.",
  ]
}
