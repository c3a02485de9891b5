//! Which half of the day a time of a twelve-hour clock is in, in the words of many languages.

use super::glyph;

/// What a word beside a time says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// Midnight to noon.
    Morning,
    /// Noon to midnight.
    Afternoon,
    /// Around noon: eleven is before it, twelve and one are not.
    Noon,
    /// A night that begins before midnight and ends after it.
    Night,
}

/// Words as [`fold`] leaves them, with spaces between them.
const WORDS: [(Half, &str); 4] = [
    (
        Half::Morning,
        "am ص صباحا قظ قبلازظهر قبلدوپہر לפנהצ בבוקר 上午 凌晨 早上 清晨 早晨 清早 半夜 오전 새벽 아침 午前 \
         sa öö sabah πμ de dop dopoledne fm ap vm fh पूर्वाह्न पूर्व मपू सुबह পূর্বাহ্ণ ভোর \
         সকাল ਪੂਦੁ முற்பகல் காலை అ ఉద ಪೂರ್ವಾಹ್ನ ಬೆಳಿಗ್ಗೆ രാവിലെ પૂ සව පෙව ก่อนเที่ยง နံနက် ព្រឹក \
         ກ່ອນທ່ຽງ үө таңғы tm pg pagi prepodne prijepodne препладне преподне пробед проб \
         дп դա կա paradites eparadites asubuhi ጥዋት ጠዋት rn yb gh jutri rano mattina \
         inthemorning priešpiet priekšpusdienā পূৰ্বাহ্ন ам फुं بن सवेर ŋdi atm subaka \
         vorm sf nụtụtụ isuk ntufat تد bn тң moies ntɔ́ngɔ́ priekšp भोर претпл wd صبح \
         ⵜⵉⴼⴰⵡⵜ tifawt တၸ pd пријеподне ቅቀ goöň چب to то sub פֿאַרמיטאָג àárọ̀ àárɔ̀ 上晝 上昼 \
         dienag indienag dieoggend በሌሊት منتصفالليل ليلاً فجرًا فيالصباح صباحًا \
         delamañana gecə sübh səhər сутринта ভোরবেলায় সকালবেলায় ujutro ујутру matinada \
         matí ráno omnatten ommorgenen omformiddagen nachts morgens vormittags πρωί \
         τοπρωί delamadrugada hommikul goizald goizaldeko goizeko نیمهشب بامداد aamulla \
         aamup aamupäivällä ngumaga madaling-araw matin dumatin damadrugada damañá \
         સવારે safiya לפנותבוקר בוקר hajnal reggel délelőtt գիշերը գշր գիշերվա \
         առավոտյան առվ aðnóttu aðmorgni mrg dinotte dimattina დილ დილით នៅពេលព្រឹក \
         ಬೆಳಗ್ಗೆ सकाळ эртеңменен эртңмн ຕອນເຊົ້າ naktis rytas norīta ноќе наутро \
         претпладне പുലർച്ചെ өглөө पहाट tengahmalam natt pånatten morg påmorgenen \
         påformiddagen बिहान snachts sochtends påmorgonen ਸਵੇਰੇ przedpołudniem przedpoł \
         غم damanhã dimineața утра صبحمنجهند මැදියමටපසු මැ පාන්දර පා උදේ dopol \
         dopoludnia zjut zjutraj dopoldan enatës emëngjesit ujutru påmorg påförm \
         påförmiddagen alfajiri அதிகாலை கா ఉదయం ในตอนเช้า เช้า öğledenönce ночі ранку \
         صبحمیں ertalab sáng 朝早 entathakusa ekuseni manhã mañana jutro јутро",
    ),
    (
        Half::Afternoon,
        "pm م مساء مساءا بظ بعدازظهر بعددوپہر אחהצ בצהריים בערב 下午 傍晚 晚上 晚間 오후 저녁 午後 ch \
         ös öğledensonra μμ du odp odpoledne em ip nm eh अपराह्न उत्तर मउ दोपहर शाम \
         অপরাহ্ণ দুপুর বিকাল সন্ধ্যা ਬਾਦੁ பிற்பகல் மாலை సా మ ಅಪರಾಹ್ನ ಮಧ್ಯಾಹ್ನ ಸಂಜೆ ഉച്ചയ്ക്ക് \
         വൈകുന്നേരം ઉ පව หลังเที่ยง ညနေ ល្ងាច ຫຼັງທ່ຽງ үх түстенкейін kech tk ptg petang \
         sore popodne poslijepodne попладне поподне слобед слоб пп կհ կե pasdites \
         epasdites mchana jioni ከሰዓት yh gd pop popołudniu pomeriggio intheafternoon \
         intheevening popiet pēcpusdienā wieczorem অপৰাহ্ন пм gm बेलासे دن सञ wótp ɣetrɔ \
         ptm kikiiɗe nam ym nabalị wengi ntmeddit تك pn тк nomëttes mpókwa pēcp सांझ \
         попл wb شام ⵜⴰⴷⴳⴳⵯⴰⵜ tadggʷat တလ md ድቀ gosoň چك ngo נאָכמיטאָג ọ̀sán ɔ̀sán 下晝 下昼 \
         diemiddag indiemiddag dieaand indieaand ቀትር በምሽት ظهرًا بعدالظهر مساءً delatarde \
         günorta gündüz axşamüstü axşam следобед вечерта দুপুরবেলায় সন্ধ্যাবেলায় podne \
         navečer подне увече migdia tarda vespre nit poledne več večer omeftermiddagen \
         omaftenen mittags nachm nachmittags abends μεσημ τομεσημέρι απόγ τοαπόγευμα \
         delmediodía delanoche keskpäeval pärastlõunal õhtul eguerd eguerdiko arrats \
         arratsaldeko iluntz iluntzeko gaueko ظهر عصر شب keskip keskipäivällä iltap \
         iltapäivällä illalla tanghaling-tapat nghapon nggabi midi après-midi apm \
         delaprès-midi soir dusoir domediodía datarde danoite બપોરે સાંજે yamma צהריים \
         אחרהצהריים ערב délután este կեսօր կօ․ կեսօրին ցերեկը ցրկ ցերեկվա երեկոյան երկ \
         tengahhari malam hádegi síðdegis aðkvöldi mezzogiorno dipomeriggio \
         delpomeriggio disera 夕方 შუადღ შუადღეს ნაშუადღ ნაშუადღევს საღ საღამოს түскі \
         түстенкейінгі кешкі ថ្ងៃត្រង់ នៅពេលរសៀល នៅពេលល្ងាច នៅពេលយប់ 정오 чактүш \
         түштөнкийин түшткйн кечинде кечк ຕອນທ່ຽງ ຕອນບ່າຍ ຕອນແລງ perpiet popietė vakaras \
         pusd pusdienlaikā pēcpusd vakarā напладне напл навечер ഉച്ച ഉച്ചതിരിഞ്ഞ് സന്ധ്യ \
         үддунд өдөр орой मध्यान्ह दु दुपार संध्याकाळ सं မွန်းတည့် နေ့လယ် etterm \
         påettermiddagen kveld påkvelden अपरान्ह साँझ बेलुकी smiddags savonds ਦੁਪਹਿਰੇ \
         ਸ਼ਾਮੀਂ wpołudnie wpoł popoł wiecz غو meio-dia amiază laamiază după-amiaza seara \
         полд полдень дня вечера веч منجهندشام මධ්යාහ්නය දවල් හවස රෑ napol nap napoludnie \
         popol popoludní opold opoldne popoldan zveč zv zvečer emesditës embrëmjes \
         uveče påefterm påeftermiddagen påkvällen adhuhuri saasitazamchana நண்பகல் நண் \
         மதியம் மதி பிற் மா அந்திமாலை அந்திமா మధ్యాహ్నం సాయంత్రం เที่ยง ในตอนบ่าย บ่าย ในตอนเย็น \
         เย็น ค่ำ öğle akşamüstü akşam вечора دوپہر دوپہرمیں سہپہر شاممیں tushpayti \
         kechqurun trưa chiều tối 夜晚 ntambama ebusuku tarde noite noche",
    ),
    (Half::Noon, "中午 noon 낮 正午 наобяд siang kunduzi emini"),
    (
        Half::Night,
        "밤 रात রাত இரவு రాత్రి ರಾತ್ರಿ રાત രാത്രി atnight 夜 夜裡 презнощта রাত্রি রাত্রিবেলায় \
         ponoći ноћу vnoci βράδυ τοβράδυ öösel yöllä રાત્રે לילה בלילה noću éjjel 夜中 ღამ \
         ღამით түнгі түничинде түн ກາງຄືນ ຕອນກາງຄືນ naktī шөнө रात्र रा ਰਾਤੀਂ wnocy \
         noaptea ночи ponoči usiku இர กลางคืน gece رات راتمیں kechasi đêm",
    ),
];

/// A word in the form in which it is compared: small letters, no spaces, dots or quotation marks.
pub fn fold(text: &str) -> String {
    text.chars()
        .filter_map(glyph::plain)
        .filter(|c| !matches!(c, ' ' | '.' | ',' | '\'' | '"' | '״' | '׳' | '’'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// What a folded word says.
pub fn half_of(folded: &str) -> Option<Half> {
    WORDS
        .iter()
        .find(|(_, words)| words.split(' ').any(|word| word == folded))
        .map(|(half, _)| *half)
}

impl Half {
    /// The hour of a clock of 24 hours.
    pub fn hour(self, hour: u8) -> u8 {
        match (self, hour) {
            // A clock of 24 hours with a word beside it all the same.
            (_, 0 | 13..) => hour,
            (Self::Morning, 12) => 0,
            (Self::Morning, _) => hour,
            (Self::Afternoon, 12) => 12,
            (Self::Afternoon, _) => hour + 12,
            (Self::Noon, 1..=3) => hour + 12,
            (Self::Noon, _) => hour,
            (Self::Night, 12) => 0,
            (Self::Night, 6..=11) => hour + 12,
            (Self::Night, _) => hour,
        }
    }
}

/// What a file shows about words beside its times that are not known: of two such words, the one that
/// comes first on most days is the morning's; one such word beside times of which others have a known
/// word says the other half of the day.
#[derive(Debug, Default)]
pub struct WordSurvey {
    words: Vec<String>,
    /// Whether known words said the morning, and the afternoon.
    known: [bool; 2],
    /// How often the first word came before the second on a day, less how often behind it.
    first_leads: i64,
    previous: Option<([u16; 3], usize)>,
    has_late_hour: bool,
}

impl WordSurvey {
    /// Takes what the known word beside the next row's time says.
    pub fn observe_known(&mut self, half: Half) {
        let [morning, afternoon] = &mut self.known;
        *morning |= half != Half::Afternoon;
        *afternoon |= half != Half::Morning;
    }

    /// Takes the unknown word beside the next row's time.
    pub fn observe(&mut self, word: &str, date: [u16; 3], hour: u8) {
        /// More words than a clock of twelve hours has: then they are none of its words.
        const TOO_MANY: usize = 3;
        self.has_late_hour |= hour > 12;
        let at = match self.words.iter().position(|known| known == word) {
            Some(at) => at,
            None if self.words.len() < TOO_MANY => {
                self.words.push(word.to_owned());
                self.words.len() - 1
            }
            None => return,
        };
        if let Some((same_date, before)) = self.previous
            && same_date == date
            && before != at
        {
            self.first_leads += if before == 0 { 1 } else { -1 };
        }
        self.previous = Some((date, at));
    }

    /// The half of the day that a word says in this file.
    pub fn half_of(&self, word: &str) -> Option<Half> {
        if self.has_late_hour {
            return None;
        }
        match (self.words.as_slice(), self.known) {
            ([_], [true, false]) => Some(Half::Afternoon),
            ([_], [false, true]) => Some(Half::Morning),
            ([first, second], _) if self.first_leads != 0 => {
                let morning = if self.first_leads > 0 { first } else { second };
                Some(if word == morning {
                    Half::Morning
                } else {
                    Half::Afternoon
                })
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_many_languages_tell_the_half_of_the_day() {
        let cases = [
            ("AM", 12, 0),
            ("pm", 12, 12),
            ("p. m.", 1, 13),
            ("a.m.", 1, 1),
            ("PM", 20, 20),
            ("a. m.", 0, 0),
            ("م", 2, 14),
            ("ص", 2, 2),
            ("下午", 3, 15),
            ("凌晨", 12, 0),
            ("凌晨", 3, 3),
            ("中午", 12, 12),
            ("中午", 1, 13),
            ("中午", 11, 11),
            ("晚上", 9, 21),
            ("早上", 8, 8),
            ("오전", 12, 0),
            ("오후", 12, 12),
            ("午後", 1, 13),
            ("μ.μ.", 5, 17),
            ("π.μ.", 5, 5),
            ("ÖS", 5, 17),
            ("SA", 5, 5),
            ("CH", 5, 17),
            ("de.", 9, 9),
            ("du.", 9, 21),
            ("אחה״צ", 4, 16),
            ("ب.ظ.", 4, 16),
            ("म.उ.", 4, 16),
            ("रात", 1, 1),
            ("रात", 10, 22),
            ("in the afternoon", 1, 13),
            ("odp.", 1, 13),
            ("PTG", 1, 13),
            ("পূৰ্বাহ্ন", 12, 0),
            ("सांझ", 6, 18),
            ("ب.ن", 9, 9),
            ("TK", 5, 17),
            ("TO", 5, 5),
            ("попл.", 5, 17),
            ("上晝", 9, 9),
            ("du soir", 9, 21),
            ("vorm.", 9, 9),
            ("ночи", 2, 2),
            ("ночи", 11, 23),
        ];
        for (word, hour, expected) in cases {
            let half = half_of(&fold(word));
            assert_eq!(
                half.map(|half| half.hour(hour)),
                Some(expected),
                "{word} {hour}"
            );
        }
    }

    #[test]
    fn a_word_that_only_joins_date_and_time_says_nothing() {
        for word in ["klo", "kl.", "à", "um", "at", "г.", "ч.", "lúc", "", "год"] {
            assert_eq!(half_of(&fold(word)), None, "{word}");
        }
    }

    #[test]
    fn no_word_stands_in_two_lists() {
        let mut words: Vec<&str> = WORDS
            .iter()
            .flat_map(|(_, words)| words.split(' '))
            .collect();
        let count = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), count);
        assert!(
            words.iter().all(|word| fold(word) == *word),
            "each is folded"
        );
    }

    #[test]
    fn a_file_shows_which_of_two_unknown_words_is_the_mornings() {
        let mut survey = WordSurvey::default();
        for (word, day, hour) in [
            ("zul", 1, 9),
            ("gor", 1, 3),
            ("gor", 1, 8),
            ("zul", 2, 7),
            ("gor", 2, 1),
        ] {
            survey.observe(word, [day, 1, 21], hour);
        }
        assert_eq!(survey.half_of("zul"), Some(Half::Morning));
        assert_eq!(survey.half_of("gor"), Some(Half::Afternoon));
    }

    #[test]
    fn beside_a_known_word_the_unknown_one_says_the_other_half() {
        let mut survey = WordSurvey::default();
        survey.observe("zul", [1, 1, 21], 9);
        assert_eq!(survey.half_of("zul"), None);
        survey.observe_known(Half::Afternoon);
        assert_eq!(survey.half_of("zul"), Some(Half::Morning));
        survey.observe_known(Half::Morning);
        assert_eq!(survey.half_of("zul"), None, "both are known");
    }

    #[test]
    fn a_word_that_stands_beside_every_time_shows_nothing() {
        let mut survey = WordSurvey::default();
        for hour in [9, 3, 11] {
            survey.observe("klo", [1, 1, 21], hour);
        }
        assert_eq!(survey.half_of("klo"), None);
    }
}
