package source

// common are the characters that make up nine tenths of an office text: function
// words, numbers and the vocabulary of reports, in simplified and, where the form
// differs, in traditional characters; by code point. They were chosen by counting
// in reports, but any such list does: it has to tell text from wrongly decoded text,
// whose characters are spread over the whole block.
const common = simplified + traditional

const simplified = "" +
	"一七万三上下不与专且世业东两严个中为主举义之九也习乡了争事二于互五些交产人亿今仍从他代以们" +
	"件价任企众优会伟传但位低住体何作你使例供依侵促保信們值做健元充先克党入全八公六共关其具养内" +
	"再军农决况准减几出分切划列则创初利别到制前力办加务动助努励劳势包化区十千协单南占卫厂历原去" +
	"县参又及友反发取受变口只可台史各合同后向吨告员周命和品商善四因团园困固国國土在地场均坏坚型" +
	"城域培基境增处备复外多够大央失奋她好如始委子存学它安完定实害家富对导将小少就尽局层届展工巨" +
	"巩己已市师帝席帮常干平年并广应府度建开式引张强当形彻很律得德心必志快思性总您情想意成我或战" +
	"所手才打执扩批技把抓投护报持指按挥据排接控推措提搞支收改放政效教数整文斗料断新方施族无日时" +
	"明易是显普更最月有服望期本术机权材村条来极构林果查标校样核根格案棉業模次止正此步武段每比毛" +
	"民水求汇没油治法注洲活派流济海消深源点然照爱物特状率环现班理生用由电界略百的益监目相省看真" +
	"着督知研破础确社祖神私种科积程税稳究立第等策算管篇类粮精系素紧约级纪线组织经结给统继绩续维" +
	"美群老者而职联育胜能自至良节苏范营落行表西要观规视解计认训议许论设证识试该说课调象负财责质" +
	"购贯贸费资走起超越足路身转轻较输达过运近还这进述适逐通速造道那部都配采里重量金针钢铁销长门" +
	"问间队防阶际降限院除难集零需非靠面革项须预领题额风食首验高鼓"

const traditional = "" +
	"並佔來係個偉備傳價億優內兩別則創劃動務勝勞勢勵區協參員問單噸嚴團執堅報場壞夠奮學實將專對導" +
	"屆層師幫幹幾廠廣張強後從復徹愛應戰採揮據擴數斷於時會東條極構標樣機權歷決沒況減準濟為無營爭" +
	"爲狀現環產當發盡監眾確礎祗稅種積穩節範糧紀約級組結給統經維緊線縣總績織繫繼續羣義習聯職臺與" +
	"舉萬蘇處衆術衛裏裡規視觀計設許試該認說調論證識議護變負財貫責費貿資質購軍較輕輸轉辦農這進運" +
	"過達適還鄉針銷鋼鐵長門開間關隊階際隻難電鞏項須預領題額類顯風養驗體鬥點黨"
