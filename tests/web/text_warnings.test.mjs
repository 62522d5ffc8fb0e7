// Gentle warnings: what should be noticed, and what people write all the time and must not be bothered about.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { textWarnings } = await load('text_warnings');

const table = {
  phone: [
    'Call me at 555-555-0134', 'his number is (312) 555-0134.', '312.555.0134', '3125550134', '+1 312 555 0134', '1-312-555-0134',
    'the local number 555-0134', '+44 20 7946 0958', 'll\u00e1mame al 55 1234 5678', '06 12 34 56 78', '+33 6 12 34 56 78',
    'tel. 600 700 801', '8 (912) 345-67-89', '+7 912 345 67 89', '050 123 45 67', '(11) 98765-4321', '手机13800138000', '138 0013 8000',
    '01712-345678', '98765 43210', '0300-1234567', '٠٥٠ ١٢٣ ٤٥٦٧', '९८७६५ ४३२१०', '০১৭১২-৩৪৫৬৭৮', '３１２-５５５-０１３４', '+509 34 12 3456',
    'on 12/03/2024 he called from 312-555-0134',
  ],
  email: ['write to jo.doe+x@example.org please', 'JO@EXAMPLE.CO.UK', 'jo (at) example.org', 'почта иван@пример.рф', 'jo＠example.org', '(jo@mail.example.com)'],
  plate: [
    'The car was 7ABC123', 'a truck, ABC-1234.', 'it was XYZ 4821', 'AB-123-CD', 'placa ABC1D23', 'his plate was KX55 ABC', 'License plate: 123 ABC',
    'the licence plate was kx55abc', 'placas GHT-45-67', 'номер А123ВС77', 'машина АА1234ВВ', '车牌是京A12345', 'plak la se AA 12345', 'tablice WA 1234C',
  ],
  address: [
    'I live at 123 Main Street', '123 main street', 'at 45 N. Oak Ave, second floor', '9 Elm Rd', '1600 Pennsylvania Avenue', '12 Lantern Court',
    '77 5th Ave', 'they know apt 4B', 'Apartment 12', 'P.O. Box 123', 'Springfield, IL 62704', 'zip 62704',
    'vivo en Calle Mayor 25', 'Avenida de la Paz No. 34', 'Rua das Flores, 123', '12 rue de la Paix', '12 bis, avenue Victor Hugo',
    'ul. Marszałkowska 10', 'на улице Ленина, дом 5', 'ул. Ленина 5', 'вул. Шевченка, 12', '南京路100号', '人民大道 25 号', 'शारीरिक मकान नंबर 12',
    'গ্রামে বাড়ি নং ১২', 'گلی نمبر 5', 'شارع الملك 15', '۱۲ شارع الملك',
  ],
};

for (const [kind, texts] of Object.entries(table)) {
  test(`notices: ${kind}`, () => {
    for (const text of texts) assert.ok(textWarnings(text).includes(kind), `${kind}: ${text}`);
  });
}

test('leaves alone what is no trace of anybody', () => {
  for (const text of [
    '', 'It happened in 2023.', 'On 12/03/2024 at 14:30 they came back.', 'on 2024-03-12 14:30', 'between 2019-2023', 'in 2019 2020 2021', '2024/2025',
    'I called 911, then 988 and 211.', '10 people were there', 'I am 27 and she is 34 years old.', 'about 1,000,000 dollars', '100 000 000 people',
    'around 10 20 30 40 50', 'bus 147 at 8 pm', 'the 24/7 store', 'room 1204', 'May 2024', 'MAY 2024', 'NYC 2023', 'ICE 2025 raids', 'COVID-19', 'I-95', 'US 101',
    'bus MTA-101', 'class ENG101', 'the AR-15', 'at 7:15 and 9:45', 'WW2 and the 1940s', 'my plate of food was thrown at me by 3 men', 'on a plate at 10 am, 25 people saw it',
    '2 men on the street', '10 people in the street shouted', '3 times on the way home', '5 kids at our place', '20 minutes down the road', '12 of us in court', 'two blocks from Main Street',
    'the corner of Main Street and 5th Ave', '4 women drive by every day', '15 years in this street', 'en la calle había 10 personas', 'en la avenida con 3 hombres', 'dans la rue 10 personnes',
    'na ulicy było 10 osób', 'на улице было 10 человек', 'на вулиці було 10 людей', 'في الشارع 10 أشخاص', '街上有10个人', 'at 3 @ 5 dollars', 'the @ sign', 'twice. 3 weeks ago.',
    'I GOT HIT AND THEN 1234 PEOPLE SAID IT', 'номер один', '1. first 2. second 3. third', '5 - 6 - 7', '12.5 percent, 13.75 percent',
  ]) {
    assert.deepEqual(textWarnings(text), [], text);
  }
});

test('names each kind once, in one order', () => {
  const story = 'jo@example.org lives at 123 Main Street, drives 7ABC123, has 312-555-0134 and 312-555-0135';
  assert.deepEqual(textWarnings(story), ['phone', 'email', 'plate', 'address']);
});

test('is done soon with any text', () => {
  for (const part of ['1 ', '1-', 'a ', 'A', '9', 'улица ', 'calle De ', '12 rue de ', 'a.', '(', '+1 ', 'plate 1a ', '1 A. ', '١', '路1']) {
    assert.ok(Array.isArray(textWarnings(part.repeat(20_000 / part.length))), part);
  }
});
