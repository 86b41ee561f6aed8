extension StopWords {
  /// The lists, one a language.
  static let all: [StopWords] = [
    // English.
    StopWords(
      "en",
      """
      a about above across after again against all almost along already also although always am among an and another
      any anybody anyone anything are aren around as at away be became because become becomes been before behind
      being below between both but by can cannot could couldn did didn do does doesn doing don done down during each
      either else enough ever every everybody everyone everything few for from further get gets give given go had
      hadn has hasn have haven having he her here hers herself him himself his how however i if in instead into is
      isn it its itself just least less let like ll many may maybe me might mine more most much must my myself near
      neither never no nobody none nor not nothing now of off often on once one only onto or other others otherwise
      ought our ours ourselves out over own per perhaps please quite rather re same shall she should shouldn since
      so some somebody someone something sometimes such than that the their theirs them themselves then there these
      they this those though through thus to together too toward towards under unless until up upon us ve very was
      wasn we were weren what whatever when where wherever whether which while who whoever whom whose why will with
      within without won would wouldn yet you your yours yourself yourselves
      """),
    // German.
    StopWords(
      "de",
      """
      ab aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes anders auch
      auf aus außer bald bei beide beiden beim bereits bin bis bist bitte bzw da dabei dadurch dafür dagegen daher
      damit danach daneben dann daran darauf daraus darf darin darum darunter darüber das dass dasselbe davon davor
      dazu daß dein deine deinem deinen deiner dem demselben den denen denn denselben der deren derer derselbe des
      dessen dich die dies diese dieselbe dieselben diesem diesen dieser dieses dir doch dort du durch dürfen ein
      eine einem einen einer eines einige einigem einigen einiger einiges einmal er es etwa etwas euch euer eure
      eurem euren eurer falls für gab gar gegen genug gewesen gibt hab habe haben hast hat hatte hatten her hier hin
      hinter hätte hätten ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im immer in indem ins irgend ist ja
      jede jedem jeden jeder jedes jedoch jemand jene jenem jenen jener jenes jetzt kann kannst kein keine keinem
      keinen keiner keines können könnt könnte könnten machen man manche manchem manchen mancher manches mehr mein
      meine meinem meinen meiner mich mir mit muss musste mussten muß möchte müssen nach nachdem neben nein nicht
      nichts nie niemand noch nun nur ob oder ohne schon sehr sei sein seine seinem seinen seiner seines seit selbst
      sich sie sind so sobald solche solchem solchen solcher solches soll sollen sollte sollten sondern sonst soviel
      sowie statt trotz um und uns unser unsere unserem unseren unserer unter viel viele vielen vieler vom von vor
      wann war waren warum was weder weg wegen weil weiter welche welchem welchen welcher welches wem wen wenig
      wenige wenn wer werde werden weshalb wessen wie wieder wieso wieviel will wir wird wirst wo wobei wodurch
      wofür woher wohin wohl wollen wollte wollten womit woran worauf woraus worin wovon wozu wurde wurden während
      wäre wären würde würden zu zum zur zwar zwischen über
      """),
    // French.
    StopWords(
      "fr",
      """
      a afin ai aie ainsi alors après as assez au aucun aucune aujourd auquel aura auraient aurait aussi autre
      autres aux avaient avais avait avant avec avez avoir avons ayant beaucoup bien c car ce ceci cela celle celles
      celui cependant ces cet cette ceux chaque chez ci combien comme comment contre d dans de dehors depuis
      derrière des desquelles desquels devant doit doivent donc dont du duquel durant dès déjà elle elles en encore
      entre es est et eu eux faire fait faut fois font hors ici il ils j je jusqu jusque l la laquelle le lequel les
      lesquelles lesquels leur leurs lors lorsque lui là m ma mais malgré me mes mien moi moins mon même mêmes n ne
      ni nos notre nous on ont ou où par parce parmi pas pendant peu peut peuvent peux plus plusieurs plutôt pour
      pourquoi pouvez pouvons près puis puisque qu quand que quel quelle quelles quelque quelques quels qui quoi s
      sa sans sauf se sera serait seront ses si sien soi soient sois soit sommes son sont sous suis sur t ta tandis
      tant te tel telle tellement telles tels tes toi ton toujours tous tout toute toutes trop très tu un une va
      vers veut voici voilà vont vos votre vous y à ça étaient étais était étant été êtes être
      """),
    // Spanish.
    StopWords(
      "es",
      """
      a al algo alguien alguna algunas alguno algunos algún allí ambos ante antes aquel aquella aquellas aquello
      aquellos aquí así aun aunque aún bajo bien cada casi como con contra cual cuales cualquier cuando cuanta
      cuanto cuál cuáles cuándo cuántas cuánto cuántos cómo de del desde donde dos durante dónde e el ella ellas
      ello ellos en entre era eran eres es esa esas ese eso esos esta estaba estaban estar estas este esto estos
      estoy está están estás fue fueron ha haber había habían han has hasta hay he incluso la las le les lo los me
      mediante mi mientras mis misma mismas mismo mismos mucha muchas mucho muchos muy más mí nada nadie ni ninguna
      ninguno ningún no nos nosotras nosotros nuestra nuestras nuestro nuestros o os otra otras otro otros para pero
      poco por porque pueda puede pueden puedo pues que quien quienes quién quiénes qué se sea sean según ser será
      serán si sido siempre sin sino sobre sois solo somos son soy su sus suya suyo sí sólo tal también tampoco tan
      tanto te tendrá tener tengo ti tiene tienen toda todas todavía todo todos tras tu tus tú un una unas uno unos
      usted ustedes va vosotros vuestra vuestro y ya yo él
      """),
    // Italian.
    StopWords(
      "it",
      """
      a abbia abbiamo ad adesso agli ai al alcuna alcune alcuni alla alle allo allora altra altre altri altro anche
      ancora avere avete aveva avevano c che chi ci cioè ciò coi col come con contro cosa così cui d da dagli dai
      dal dall dalla dalle dallo degli dei del dell della delle dello dentro deve devono di dopo dove due dunque
      durante e ebbe ecco ed era erano essendo essere fa fanno fino fra fu fuori furono già gli ha hai hanno ho i il
      in infatti inoltre invece io l la le lei li lo loro lui ma mai me meno mentre mi mia mie miei mio molta molte
      molti molto ne negli nei nel nell nella nelle nello nessun nessuna nessuno niente noi non nostra nostre nostri
      nostro nulla né o od ogni ognuno oltre oppure ora ossia per perché però più poco poi possono pure può qual
      qualche qualcosa qualcuno quale quali quando quant quanta quante quanti quanto quasi quella quelle quelli
      quello quest questa queste questi questo qui quindi saranno sarà se sei sempre senza si sia siamo siano siete
      sino sola solo sono sopra sotto sta stanno stata state stati stato stessa stesso su sua sue sugli sui sul sull
      sulla sulle sullo suo suoi tale tali tanto te ti tra troppo tu tua tue tuo tuoi tutta tutte tutti tutto un una
      uno v vi voi vostra vostre vostri vostro è
      """),
    // Portuguese.
    StopWords(
      "pt",
      """
      a agora ainda algo algum alguma algumas alguns alguém ali além ambos ante antes ao aos apenas após aquela
      aquelas aquele aqueles aquilo as assim através até cada com como contra cuja cujo da daquele das de dela delas
      dele deles demais depois desde dessa desse desta deste deve devem do dos durante e ela elas ele eles em
      enquanto entre era eram essa essas esse esses esta estamos estar estas estava estavam este estes estou está
      estão eu fazer foi for foram fosse haver há isso isto já la lhe lhes lo logo lá mais mas me mediante meio
      menos mesma mesmo mesmos meu meus minha minhas muita muitas muito muitos na nada nas nem nenhum nenhuma nessa
      nesse nesta neste ninguém no nos nossa nossas nosso nossos num numa nunca não nós o onde os ou outra outras
      outro outros para pela pelas pelo pelos per perante pode podem poder pois por porque porquê porém posso pouco
      pra própria próprio quais qual qualquer quando quanta quantas quanto quantos que quem quê se seja sejam sem
      sempre sendo são ser será serão seu seus si sido sim sob sobre sou sua suas tal também tampouco tanto te tem temos
      tenho ter teu teve tinha tive toda todas todavia todo todos tu tua tudo tão têm um uma umas uns vai você vocês
      vos vários à às é último
      """),
    // Dutch.
    StopWords(
      "nl",
      """
      aan achter af al alle alleen allemaal alles als altijd ander andere anders bent beter bij binnen boven buiten
      daar daardoor daarin daarna daarom dan dat de deze die dit doen doet door dus een eens eerst elk elke en er
      even geen geweest haar had hadden heb hebben hebt heeft hem hen het hier hij hoe hoeveel hun iemand iets ik in
      indien is ja je jij jou jouw jullie kan kon konden kunnen kunt maar me meer meest men met mij mijn misschien
      moest moet moeten mogen na naar naast niemand niet niets nog nooit nu of om omdat omtrent ondanks onder ons
      onze ook op over pas per reeds rond samen sinds sommige staat steeds te tegen tenzij terwijl toch toe toen tot
      tussen u uit uw vaak van vanaf vanuit vanwege veel via voor vooral waar waarin waarmee waarom wanneer want
      waren was wat we weer wel welk welke werd werden wie wij wil willen word worden wordt zal ze zelf zelfs zich
      zij zijn zo zoals zonder zou zouden zullen één
      """),
    // Swedish.
    StopWords(
      "sv",
      """
      all alla allt alltid att av bara bland blev bli blir både de del dem den denna deras dess dessa det detta dig
      din dina ditt dock du där därför då efter eftersom ej eller en er era ert ett flera från få får för före genom
      ha hade han hans har hela henne hennes hon honom hos hur här i ibland icke in inga ingen inget innan inom inte
      jag ju kan kunde man med mellan men mer mig min mina mitt mot mycket måste ni nu när någon något några och
      också om oss på samma sedan ser sig sin sina sitt ska skall skulle som så sådan till under upp ut utan vad var
      vara varför varit varje vars vart vem vi vid vilka vilken vilket vill vår våra vårt än är även åt över
      """),
    // Danish.
    StopWords(
      "da",
      """
      af alle alt altid anden at bare begge blev blive bliver da de dem den denne der deres derfor det dette dig din
      dine disse dit dog du efter eller en end er et flere for fordi fra før gennem ham han hans har havde have
      hende hendes her hos hun hvad hvem hver hvilke hvilken hvilket hvis hvor hvordan hvorfor hvornår i igen ikke
      ind ingen intet jeg jer jeres kan kun kunne man mange med meget mellem men mere mig min mine mit mod må måske
      ned nogen noget nogle nu når og også om op os over på samme selv ses sig sin sine sit skal skulle som så sådan
      til ud uden under var ved vi vil ville vores være været
      """),
    // Norwegian.
    StopWords(
      "nb",
      """
      alle alltid alt andre at av bare begge ble bli blir både da de deg dem den denne der dere deres derfor det
      dette din dine disse ditt du dykk eller en enn er et ett etter flere for fordi fra få før gjennom ha hadde han
      hans har henne hennes her hos hun hva hvem hver hvilke hvilken hvilket hvis hvor hvordan hvorfor i igjen ikke
      ingen inn jeg kan kun kunne man mange med meg meget mellom men mer min mine mitt mot mye må ned noe noen nå
      når og også om opp oss over på samme seg selv sin sine sitt skal skulle slik som så til ut uten var ved vi vil
      ville vår våre være vært
      """),
    // Finnish.
    StopWords(
      "fi",
      """
      ehkä ei eikä eivät eli emme en ennen ensin ette ettei että halua he heidän hyvin hän hänen ja jo joiden joihin
      joka jokainen joku jolla jolle jos joskus jossa josta jota joten jotka jotkut jotta kaikki kaikkien kanssa
      kautta keneltä kenen ketkä koska kuin kuinka kuitenkin kuka kun kyllä lisäksi luona me meidän meille mihin
      miksi mikä millainen milloin millä minkä minun minä missä mistä miten mitkä mitä monta mukaan mutta myös ne
      niiden niin niissä niitä noin nuo nyt näiden näin nämä olemme olen olet olette oli olin olisi olla olleet
      ollut on onko ovat paitsi paljon poikki se sekä sen siellä siihen siinä siis silloin sillä sinun sinä siten
      sitten sitä tai te teidän tuo tuolla tähän tämä tämän tässä vaan vai vaikka vain voi voiko voit voivat yli
      """),
    // Polish.
    StopWords(
      "pl",
      """
      a aby albo ale ani aż bardzo bez bo by być był była było były będzie będą ci cię co coś czego czemu czy czyli
      dla dlaczego do gdy gdyby gdzie go i ich ile im inne inny innych iż ja jak jaka jaki jakie jakiego jako je
      jednak jego jej jemu jest jestem jeszcze jeśli jeżeli już każda każde każdy kiedy kim kto która które którego
      której który których którym którzy ku lecz lub ma mają mam mi mnie mną mogą moja moje może można mu musi my
      mój na nad nam nami nas nasz nasza nasze nawet nic nich nie nim niż no o obok od on ona one oni ono oraz po
      pod podczas ponieważ poza przed przede przez przy również się skąd swoje swój są ta tak taki takie także tam
      te tego tej ten teraz to tobie toteż tu tutaj twój ty tych tylko tym tę u w wam wami was wasz we wiele więc
      wszystkie wszystko wy z za zawsze ze żaden że żeby
      """),
    // Czech.
    StopWords(
      "cs",
      """
      a aby ani asi ačkoli až bez bude budou by byl byla byli bylo byly být co což další dnes do ho i jak jako jaká
      jaké jaký je jeden jeho jej jejich její jen jenž jestli jestliže ještě ji jiné již jsem jsi jsme jsou jste já
      k kam kde kdo kdy když ke kolik která které kterého který kteří ku mají mezi mi mimo mně mohou moje možná my
      má mám máte mít mě můj může na nad naše ne nebo nebyl nechť nejsou není než nic nich nimi nám námi nás náš ním
      o od on ona oni ono pak po pod podle pokud pouze pro proto protože proč právě před přes při s se si sice svá
      své svůj ta tak také takže tam tato te tedy ten tento to tohle toho tohoto tom tomu toto tu ty tímto u už v
      vaše ve vedle vy vám vámi vás váš všechen všechno všichni z za zda zde ze či že
      """),
    // Turkish.
    StopWords(
      "tr",
      """
      acaba ama ancak artık asla aslında az bana bazı belki ben benim beri bile bir biraz biri birkaç birçok biz
      bize bizim bu buna bunda bundan bunlar bunu bunun burada da daha de değil diye dolayı en fakat gibi göre hangi
      hangisi hani hem henüz hep hepsi her hiç ile ise için işte kadar kaç kendi kendine ki kim kime kimin kimse mi
      mu mü mı nasıl ne neden nedir nerede nereye niye niçin o olan olarak oldu olduğu olur ona onlar onların onu
      onun orada oysa pek rağmen sadece sanki sen senin siz sizin sonra tüm var ve veya ya yani yok zaten çok çünkü
      üzere şey şimdi şu
      """),
    // Russian.
    StopWords(
      "ru",
      """
      а без более бы был была были было быть в вам вас ваш весь во вот все всего всех вы где да даже для до его ее
      если есть еще ещё её же за здесь и из или им их к как какая какие какой когда кого кому кто ли либо мне может
      можно мой мы на над надо нам нас наш не него нее ней нет ни них но ну о об однако он она они оно от откуда
      очень по под после потому почему при про раз с сам свой себя сейчас сколько со так также такой там тебе тем
      теперь то тогда того тоже только том тот ту ты у уже хотя чего чей чем через что чтобы чья эта эти это этого
      этой этом этот я
      """),
    // Ukrainian.
    StopWords(
      "uk",
      """
      а або але б без би був була були було бути в вам вас ваш весь ви вона вони воно все всі від він де для до з за
      зі й його кого коли кому куди ли лише мене мені ми може можна мій на над нас наш не нема немає ні ніж о об
      один однак по при про під після с свій себе скільки так також там те теж тепер ти то того тоді той тому ту
      тільки у хто це цей ця ці через чи чому що щоб я як яка яке який якщо які є і із їх її
      """),
    // Hungarian.
    StopWords(
      "hu",
      """
      a abban ahhoz ahogy aki akik akkor alatt amely amelyek ami amikor amit az azaz azok azon azt aztán azután
      azért be belül benne bár csak de e egy egyik egyre egyéb ekkor el ellen elő először előtt ennek erre ez
      ezek ezen ezt ezzel ezért fel felé ha hanem hogy hogyan hol honnan hova hány ide igen ill illetve ilyen is
      ismét itt jó kell kellett keresztül ki kik kívül között közül le legalább legyen lehet lesz lett maga majd meg
      mellett mely melyik mert mi mikor milyen mind minden mint mit mivel miért most már más nagy nagyon ne nekem
      neki nem nincs néha nélkül olyan ott rá s saját sem semmi sok szerint számára te tehát további több után utána
      vagy vagyok vajon valaki valami van vannak vele vissza volna volt voltak én így össze úgy újra ő ők
      """),
    // Romanian.
    StopWords(
      "ro",
      """
      a acea aceasta această aceea acei aceia acel acela acele acest acesta acești ai aici al ale alt alte altă am
      ar are as asta astfel atât au avea avem aveți avut aș așa ați bine ca care ce cei cel cele chiar cine cu cui
      cum când cât câte câți că cărei căror da dacă dar de deci decât deși din dintre doar după e ea ei ele era este
      eu ești fi fie fiecare fost fără i iar ideea la le li lor lui mai mea mei mele meu mi mult multe mâine nici
      niște noastre noi nostru nu o or ori orice pe pentru peste poate pot prea prin sa sau se si spre sub sunt
      suntem sunteți sus să ta tale te toate toată tot totuși toți tu tău un una unde unei unele unor unui va vi voi
      vom vor vă îi îl îmi în înainte între își îți și
      """),
  ]
}
