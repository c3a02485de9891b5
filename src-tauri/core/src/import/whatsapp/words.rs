//! What WhatsApp writes in the place of media, in the languages of its users. Needed only where a
//! row's build leaves its kind open; a language that is not here still imports, with plainer kinds.

use crate::model::message::MessageKind;

/// Beginnings of words, in small letters, that name a kind of media in a placeholder such as
/// `image omitted`, with `|` between them. Earlier kinds win: `video call` is a call.
const NOUNS: [(MessageKind, &str); 8] = [
    (
        MessageKind::Call,
        "call|appel|anruf|llamada|chamada|ligação|chiamata|oproep|звонок|звонк|\
         видеозвон|аудиозвон|дзвін|通话|通話|來電|통화|전화|مكالمة|שיחת|कॉल|arama|panggilan|\
         cuộc gọi|połączeni|samtal|opkald|anrop|puhelu|κλήση|การโทร|hovor|hívás|\
         apel| کال|تماس|কল|அழைப்பு",
    ),
    (
        MessageKind::Sticker,
        "sticker|стикер|стікер|наліпк|スタンプ|ステッカー|贴图|貼圖|스티커|ملصق|סטיקר|מדבק|स्टिकर|\
         autocollant|figurin|çıkartma|naklejk|klisterm|klistrem|tarra|สติกเกอร์|\
         αυτοκόλλητ|matric|nálepk|stiker|adesiv|nhãn dán|استیکر|اسٹیکر|স্টিকার|ஸ்டிக்கர்|\
         samolepk|adhesi|dekal|pelekat|naljepnic|наклейк|greamán|સ્ટીકર",
    ),
    (
        MessageKind::Video,
        "video|vidéo|vídeo|видео|відео|ビデオ|動画|视频|視訊|影片|비디오|동영상|فيديو|וידאו|סרטון|\
         वीडियो|व्हिडिओ|wideo|film|วิดีโอ|βίντεο|videó|ভিডিও|வீடியோ|ویدیو|ویڈیو|व्हिडीओ|વિડિયો|físeán|\
         gif|জিআইএফ",
    ),
    (
        MessageKind::Audio,
        "audio|áudio|аудио|аудіо|音声|オーディオ|音频|音訊|오디오|음성|صوت|אודיו|ऑडियो|ses|dźwięk|\
         lyd|ljud|ääni|เสียง|âm thanh|ήχ|zvuk|hang|অডিও|ஆடியோ|آڈیو|voice|ऑडिओ|ઓડિયો|\
         קטע קול|صدا|àudio|fuaim|sprachnachricht|messaggi vocali|المقاطع الصوتية",
    ),
    (
        MessageKind::Contact,
        "contact|kontak|contato|contatto|контакт|連絡先|联系人|联络人|聯絡人|연락처|جهة اتصال|\
         איש קשר|संपर्क|कॉन्टैक्ट|kişi|liên lạc|yhteystie|επαφ|รายชื่อ|névjegy|\
         مخاطب|رابطہ|যোগাযোগ|পরিচিতি|தொடர்பு|સંપર્ક|kenalan|visitekaart|\
         vizitk|wizytówk|posjetnic|carte de vizită|teagmhál|vcard",
    ),
    (
        MessageKind::Location,
        "location|standort|localisation|ubicación|localização|posizione|locatie|\
         местоположение|геопозиц|геолокац|位置|위치|موقع|מיקום|लोकेशन|konum|lokasi|\
         lokaliz|lokacij|sijainti|τοποθεσία|vị trí",
    ),
    (
        MessageKind::Image,
        "image|imagen|imagem|immagine|imatge|bild|billed|bilete|afbeelding|фото|\
         изображ|зображ|снимк|foto|photo|gambar|hình ảnh|ảnh|รูปภาพ|画像|图片|圖片|图像|圖像|\
         影像|相片|사진|이미지|صورة|صور|תמונה|फ़ोटो|फोटो|चित्र|resim|görsel|görüntü|obraz|\
         obráz|zdjęci|kuva|εικόν|imagin|kép|slik|ছবি|படம்|ചിത്രം|تصویر|عکس|attēl|\
         pilt|mynd|surat|照片|imej|इमेज|ইমেজ|છબી|íomhá",
    ),
    (
        MessageKind::File,
        "document|documento|dokument|документ|文档|文件|ドキュメント|書類|문서|مستند|מסמך|\
         डॉक्यूमेंट|दस्तावे|belge|dokumen|tài liệu|เอกสาร|έγγραφ|asiakirj|سند|\
         دستاویز|নথি|ஆவணம்|media|média|multimedia|медиа|медіа|мультимедиа|medya|\
         mídia|médiá|媒体|媒體|多媒體|メディア|미디어|الوسائط|מדיה|मीडिया|archivo|arquivo|\
         ficheiro|fichier|medien|файл|plik|soubor|súbor|fil|bestand|datei|dosya|\
         fájl|tệp|ไฟล์|medij|mitjà|mitjans|mediefil|cáipéis|πολυμέσ|رسانه|میڈیا|মিডিয়া|மீடியா|ஊடக|മീഡിയ|ಮೀಡಿಯಾ|મીડિયા|\
         ਮੀਡੀਆ|మాధ్యమ|สื่อ|multivid|fayl|vedlegg|meedia|медиј|фајл|डॉक्युमेंट|ডকুমেন্ট|ડોક્યુમેન્ટ|文檔|\
         文档",
    ),
];

/// The kind of media that a placeholder names; words are compared by their beginnings, and scripts
/// without spaces between words anywhere.
pub fn named_kind(placeholder: &str) -> Option<MessageKind> {
    let text = placeholder.to_lowercase();
    let begins_a_word = |at: usize| {
        text.get(..at)
            .and_then(|before| before.chars().next_back())
            .is_none_or(|c| !c.is_alphabetic() || !is_alphabet(c))
    };
    NOUNS.iter().find_map(|(kind, nouns)| {
        let is_named = nouns
            .split('|')
            .any(|noun| text.match_indices(noun).any(|(at, _)| begins_a_word(at)));
        is_named.then_some(*kind)
    })
}

/// Whether a letter is of a script that sets words apart by spaces: Latin, Greek, Cyrillic.
fn is_alphabet(c: char) -> bool {
    matches!(c, 'a'..='z' | '\u{C0}'..='\u{52F}' | '\u{1E00}'..='\u{1FFF}')
}

/// Parts of what iPhones write of media that they left out, beside the noun.
const OMITTED: &str = "omit|omis|omès|omes|absent|manquant|retiré|weggel|ausgelassen|ocultad|não revelad|\
    esclus|non inclus|udelad|utesl|utelsl|utelatt|sløyfet|ikke inkludert|jätet|sisällyt|ei kuvaa|\
    pominięt|vynechan|vynechán|kihagy|izostavljen|izpušč|παραλείφθηκε|παραλήφθηκε|παράληψη|отсутствует|\
    не добавлен|пропущен|відсутн|не додано|dahil edilmedi|لم يتم إدراج|تم حذف|הושמט|حذف شد|نظرانداز|\
    نظر انداز|हटाई|छोड़ा|वगळ|પડત|বাদ দেওয়া|ไม่มี|ถูกลบ|ละเว้น|đã bỏ|bỏ qua|tidak disertakan|\
    tidak dimasukkan|含まれていません|省略|생략|제외|略去|忽略|ar lár|نکال دی|fără|sikertelen|ામેલ";

/// The kind of media that a text says was left out, if it is no more than that: for files from which
/// programs have taken the marks that iPhones put before such a text.
pub fn omitted_kind(text: &str) -> Option<MessageKind> {
    /// Bytes: longer is no placeholder in any language.
    const LONGEST: usize = 160;
    if text.len() > LONGEST || text.split_whitespace().count() > 6 {
        return None;
    }
    let text = text.trim().to_lowercase();
    let says_so = OMITTED.split('|').any(|part| text.contains(part));
    named_kind(&text)
        .filter(|kind| says_so && !matches!(kind, MessageKind::Call | MessageKind::Location))
}

/// The words in brackets behind the name of a file that came along, on Android.
const ATTACHED: &str = "file attached|Datei angehängt|fichier joint|archivo adjunto|archivo adjuntado|\
    file allegato|arquivo anexado|ficheiro anexado|bestand bijgevoegd|файл добавлен|\
    файл додано|załączony plik|plik załączony|soubor byl přiložen|súbor pripojený|\
    dosya ekli|file terlampir|fail dilampirkan|tệp đính kèm|ไฟล์ที่แนบ|添付ファイル有り|\
    ファイル添付|文件附件|附件檔案|附件文件|파일 첨부됨|첨부 파일|الملف مرفق|ملف مرفق|קובץ מצורף|\
    फ़ाइल अटैच की गई|फाइल अटैच कर दी गई है|फाइल संलग्न|bifogad fil|fil vedhæftet|vedlagt fil|\
    liitetiedosto|συνημμένο αρχείο|fájl csatolva|fișier atașat|arxiu adjunt|\
    ఫైల్ జోడించబడినది|nakalakip na file|pievienots fails|қосымша файл|ફાઇલ જોડાયેલ|\
    fayl biriktirildi|skedë e ngjitur|priložena datoteka|datoteka u privitku|پیوستہ فائل|\
    faili limeambatanishwa|byla prisegta|fail lisatud|прикачен файл|прикачен фајл|\
    прикачена датотека|ফাইল সংযুক্ত হয়েছে|lêer aangeheg|fayl əlavə olunub|ഫയൽ ചേർത്തു|\
    ಕಡತ ಸೇರಿಸಲಾಯಿತು|ਅਟੈਚ ਕੀਤੀ ਫਾਇਲ";

/// Whether words say that a file came along.
pub fn is_attached(words: &str) -> bool {
    ATTACHED.split('|').any(|known| known == words)
}

/// Words in angle brackets behind a message that was edited later.
const EDITED: &str = "This message was edited|Diese Nachricht wurde bearbeitet|\
    Ce message a été modifié|Se editó este mensaje.|Se editó este mensaje|\
    Mensaje editado|Mensagem editada|Esta mensagem foi editada|\
    Questo messaggio è stato modificato|Messaggio modificato|Dit bericht is bewerkt|\
    Данное сообщение изменено|Сообщение изменено|Це повідомлення відредаговано|\
    Wiadomość została edytowana|Bu mesaj düzenlendi|Pesan ini diedit|\
    Tin nhắn này đã được chỉnh sửa|此消息已被编辑|此訊息已編輯|此訊息已被編輯|このメッセージは編集されました|\
    수정된 메시지입니다|تم تعديل هذه الرسالة";

/// Whether words say that a message was edited.
pub fn is_edited(words: &str) -> bool {
    EDITED.split('|').any(|known| known == words)
}

/// What stands in the place of a message that the owner of the phone deleted, without a full stop.
const DELETED_BY_OWNER: &str = "You deleted this message|Du hast diese Nachricht gelöscht|\
    Vous avez supprimé ce message|Eliminaste este mensaje|Você apagou esta mensagem|\
    Você apagou essa mensagem|Apagou esta mensagem|Hai eliminato questo messaggio|\
    U hebt dit bericht verwijderd|Je hebt dit bericht verwijderd|Вы удалили данное сообщение|\
    Вы удалили это сообщение|Ви видалили це повідомлення|Bu mesajı sildiniz|\
    Anda menghapus pesan ini|Anda memadam mesej ini|Bạn đã xóa tin nhắn này|\
    Bạn đã xoá tin nhắn này|Bạn đã thu hồi tin nhắn này|คุณได้ลบข้อความนี้|\
    आपने यह मैसेज डिलीट किया|أنت حذفت هذه الرسالة|لقد حذَفت هذه الرسالة|מחקת הודעה זו|\
    このメッセージを削除しました|이 메시지를 삭제했습니다|你删除了这条消息|您已删除这条消息|\
    你已刪除此訊息|您已刪除此訊息|Du raderade detta meddelande|Du slettede denne besked|\
    Du slettet denne meldingen|Poistit tämän viestin|Ai șters acest mesaj|\
    Διαγράψατε αυτό το μήνυμα|شما این پیام را حذف کردید|מחקת את ההודעה הזו|\
    Διαγράψατε το μήνυμα|আপনি এই মেসেজটি বাদ দিয়েছেন|آپ نے یہ میسج حذف کر دیا ہے|\
    Du har tagit bort meddelandet|Du raderade det här meddelandet|Du har slettet denne besked|\
    Túto správu ste odstránili|Tuto zprávu jste smazal/a|Tuto zprávu jste odstranil/a|\
    Usunąłeś(-ęłaś) tę wiadomość|Usunąłeś(aś) tę wiadomość|Ați șters acest mesaj|\
    Anda telah memadamkan mesej ini|Anda telah menghapus pesan ini|तुम्ही हा मेसेज हटवला|\
    삭제한 메시지입니다|Ezt az üzenetet törölted|Törölted ezt az üzenetet|\
    Izbrisali ste ovu poruku|To sporočilo ste izbrisali|તમે આ મેસેજ ડિલીટ કર્યો|\
    Has suprimit aquest missatge|Has esborrat aquest missatge|Umefuta ujumbe huu|\
    Сіз бұл хатты жойдыңыз|Изтрихте това съобщение|Jūs izdzēsāt šo ziņu|\
    Jūs ištrynėte šią žinutę|Kustutasid selle sõnumi|இத்தகவலை தாங்கள் அழித்தீர்கள்";

/// Whether a text stands in the place of a message that the owner of the phone deleted: whoever it
/// is said of is the owner.
pub fn is_deleted_by_owner(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', '。']);
    DELETED_BY_OWNER.split('|').any(|known| known == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_of_many_languages_names_its_kind() {
        use MessageKind::{Audio, Call, Contact, File, Image, Sticker, Video};
        let cases = [
            ("image omitted", Image),
            ("GIF omitted", Video),
            ("audio omitted", Audio),
            ("sticker omitted", Sticker),
            ("Contact card omitted", Contact),
            ("document omitted", File),
            ("Media omitted", File),
            ("Missed voice call", Call),
            ("Video call, 12 min", Call),
            ("Bild weggelassen", Image),
            ("Audio weggelassen", Audio),
            ("Medien ausgeschlossen", File),
            ("image absente", Image),
            ("vidéo absente", Video),
            ("Médias omis", File),
            ("imagen omitida", Image),
            ("sticker omitido", Sticker),
            ("Multimedia omitido", File),
            ("imagem ocultada", Image),
            ("áudio ocultado", Audio),
            ("Mídia oculta", File),
            ("immagine omessa", Image),
            ("изображение отсутствует", Image),
            ("аудиофайл отсутствует", Audio),
            ("стикер не добавлен", Sticker),
            ("Без медиафайлов", File),
            ("画像は含まれていません", Image),
            ("音声は含まれていません", Audio),
            ("スタンプは含まれていません", Sticker),
            ("ドキュメントは含まれていません", File),
            ("已忽略图片", Image),
            ("忽略视频", Video),
            ("媒体文件已忽略", File),
            ("省略貼圖", Sticker),
            ("사진 생략됨", Image),
            ("동영상 생략됨", Video),
            ("미디어 파일을 제외한 내용", File),
            ("لم يتم إدراج الصورة", Image),
            ("لم يتم إدراج الفيديوهات", Video),
            ("تم حذف الملصقات", Sticker),
            ("लोकेशन: x", MessageKind::Location),
            ("फ़ोटो हटाई गई", Image),
            ("वीडियो छोड़ा गया", Video),
            ("ऑडियो हटाई गयी", Audio),
            ("gambar tidak disertakan", Image),
            ("đã bỏ qua hình ảnh", Image),
            ("đã bỏ qua tài liệu", File),
            ("ไม่มีรูปภาพ", Image),
            ("วิดีโอถูกลบ", Video),
            ("görüntü dahil edilmedi", Image),
            ("pominięto obraz", Image),
            ("kuva jätetty pois", Image),
            ("התמונה הושמטה", Image),
            ("obrázek vynechán", Image),
        ];
        for (text, kind) in cases {
            assert_eq!(named_kind(text), Some(kind), "{text}");
        }
    }

    #[test]
    fn a_text_that_says_only_that_media_were_left_out_is_known_without_its_mark() {
        use MessageKind::{Audio, Contact, File, Image, Sticker, Video};
        let cases = [
            ("image omitted", Some(Image)),
            ("Visitekaartje weggelaten", Some(Contact)),
            ("pelekat tidak disertakan", Some(Sticker)),
            ("קטע קול הושמט", Some(Audio)),
            ("照片已忽略", Some(Image)),
            ("GIF-анімацію пропущено", Some(Video)),
            ("ડોક્યુમેન્ટ પડતું મૂકાયું", Some(File)),
            ("my video", None),
            ("omitted", None),
            ("I omitted to send you the video of our long trip", None),
            ("Missed voice call", None),
        ];
        for (text, kind) in cases {
            assert_eq!(omitted_kind(text), kind, "{text}");
        }
    }

    #[test]
    fn what_happened_to_a_message_names_no_kind() {
        let texts = [
            "This message was deleted.",
            "You deleted this message.",
            "Diese Nachricht wurde gelöscht.",
            "Se eliminó este mensaje.",
            "このメッセージは削除されました。",
            "이 메시지는 삭제되었습니다",
            "Pesan ini dihapus.",
            "Вы удалили данное сообщение",
            "此消息已被删除",
            "Bu mesaj silindi",
        ];
        for text in texts {
            assert_eq!(named_kind(text), None, "{text}");
        }
    }

    #[test]
    fn only_the_owners_own_deletions_show_the_owner() {
        for text in [
            "You deleted this message.",
            "您已删除这条消息",
            "Hai eliminato questo messaggio. ",
        ] {
            assert!(is_deleted_by_owner(text), "{text}");
        }
        for text in [
            "This message was deleted.",
            "",
            "I say: You deleted this message",
        ] {
            assert!(!is_deleted_by_owner(text), "{text}");
        }
    }
}
