/// `Storyblok` owns what is known of Storyblok: regions and hosts, token kinds, the two clients that list, search and
/// read stories, their errors, stories themselves, and the way from rich text and blocks to text. It only ever reads.
